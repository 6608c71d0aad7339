// Numerals of our own, and the marks of repetitions.

const PATHS = {
  0: "M11.5 50a38.5 38.5 0 0 1 77 0v60a38.5 38.5 0 0 1-77 0z",
  1: "M27 42L59 13V160",
  2: "M13 52a37.5 37.5 0 0 1 75 0c0 17-8 30-21 45L18 148.5H91",
  3: "M15 38A34 33 0 1 1 48 76.5H42M48 76.5A37 36.2 0 1 1 12 121",
  4: "M68 160V12L13 113H95",
  5: "M83 11.5H27L21 73C29 65 38 61.5 49 61.5A39 43.5 0 0 1 49 148.5C32 148.5 18 140 12 124",
  6: "M70 4.5L17.1 89M50 71.5a38.5 38.5 0 1 1 0 77a38.5 38.5 0 1 1 0-77z",
  7: "M9 11.5H86L38 155",
  8: "M50 11.5a32 32 0 1 1 0 64a32 32 0 1 1 0-64zM50 75.5a37 36.5 0 1 1 0 73a37 36.5 0 1 1 0-73z",
  9: "M30 155.5L82.9 71M50 11.5a38.5 38.5 0 1 1 0 77a38.5 38.5 0 1 1 0-77z",
  "/": "M66 4L8 156",
  ":": "M18 43v18M18 109v18",
};
const WIDTHS = { "/": 74, ":": 36 };
const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** A number in large figures; labelled by its surroundings. */
export function figures(text) {
  const span = document.createElement("span");
  span.className = "figs";
  for (const sign of String(text)) {
    const path = svg("path", { d: PATHS[sign] ?? "" });
    span.append(svg("svg", { class: "fig", viewBox: `0 0 ${WIDTHS[sign] ?? 100} 160`, "aria-hidden": "true" }, path));
  }
  return span;
}

const FULL_SECONDS = 4;
const UNDER_LID = new Set(["low", "half", "uneven", "short"]);

/** One repetition: shape first, colour second. Its height is the seconds on the way down. */
export function bar(mark, x, width, height, weight = 1) {
  const size = Math.max(8, Math.min(1, mark.down / FULL_SECONDS) * height);
  const top = height - size;
  const group = svg("g", { "data-mark": mark.kind });
  if (mark.kind === "unjudged") {
    const dashed = { fill: "none", stroke: "var(--unknown)", "stroke-width": 2.5 * weight, "stroke-dasharray": "5 4" };
    group.append(svg("rect", { x: x + 1.5, y: top + 1.5, width: width - 3, height: Math.max(2, size - 3), ...dashed }));
  } else if (mark.kind === "fast") {
    const hollow = { fill: "var(--surface)", stroke: "var(--alert)", "stroke-width": 3 * weight };
    group.append(svg("rect", { x: x + 1.5, y: top + 1.5, width: width - 3, height: Math.max(2, size - 3), ...hollow }));
    const high = top - 16 * weight;
    const chevron = `M${x + 2} ${high}L${x + width / 2} ${high + width * 0.42}L${x + width - 2} ${high}`;
    group.append(svg("path", { d: chevron, fill: "none", stroke: "var(--alert)", "stroke-width": 4 * weight }));
  } else {
    const under = UNDER_LID.has(mark.kind);
    if (mark.kind === "posture") { // as in the report: a line aslant above the bar
      const slant = `M${x + 2} ${top - 4 * weight}L${x + width - 2} ${top - 12 * weight}`;
      group.append(svg("path", { d: slant, stroke: "var(--alert)", "stroke-width": 4 * weight }));
    }
    group.append(svg("rect", { x, y: top, width, height: size, fill: mark.counts ? "var(--steady)" : "var(--steady-fill)" }));
    if (under) {
      const lid = `M${x} ${top - 7 * weight}H${x + width}`;
      group.append(svg("path", { d: lid, stroke: "var(--alert)", "stroke-width": 5 * weight }));
    }
  }
  return group;
}

/** A row of repetitions up to the target, with a slot for each that is still to come. */
export function row(target, marks, places, busy) {
  const width = 400;
  const height = 60;
  const gap = 6;
  const count = Math.max(places, marks.length + (busy ? 1 : 0));
  const each = (width - gap * (count - 1)) / count;
  const parts = [];
  for (let i = 0; i < count; i++) {
    const x = i * (each + gap);
    if (i < marks.length) {
      parts.push(bar(marks[i], x, each, height));
    } else if (i === marks.length && busy) {
      parts.push(svg("rect", { x, y: height - 14, width: each, height: 14, fill: "var(--ink)" }));
    } else {
      parts.push(svg("rect", { x, y: height - 4, width: each, height: 4, fill: "var(--line-strong)" }));
    }
  }
  target.replaceChildren(...parts);
}

const TICK = "M12 23l7 7 14-15";

/** A check: a full disc with a tick, a dashed ring to be done, a ring with a bar where something is wrong. */
export function tick(state) {
  const picture = svg("svg", { viewBox: "0 0 44 44", "aria-hidden": "true" });
  if (state === "right") {
    picture.append(svg("circle", { cx: 22, cy: 22, r: 20, fill: "var(--steady)" }));
    picture.append(svg("path", { d: TICK, fill: "none", stroke: "var(--on-steady)", "stroke-width": 5 }));
  } else if (state === "wrong") {
    picture.append(svg("circle", { cx: 22, cy: 22, r: 18.5, fill: "none", stroke: "var(--alert)", "stroke-width": 5 }));
    picture.append(svg("path", { d: "M22 11v14M22 29v5", stroke: "var(--alert)", "stroke-width": 5 }));
  } else {
    const ring = { fill: "none", stroke: "currentColor", "stroke-width": 4, "stroke-dasharray": "9 5.5" };
    picture.append(svg("circle", { cx: 22, cy: 22, r: 18.5, ...ring }));
  }
  return picture;
}

export function brake() {
  return svg("svg", { viewBox: "0 0 60 76", "aria-hidden": "true" },
    svg("path", { d: "M6 40L30 14L54 40", fill: "none", stroke: "currentColor", "stroke-width": 12 }),
    svg("path", { d: "M6 66H54", stroke: "currentColor", "stroke-width": 12 }));
}

export function pauseSign() {
  return svg("svg", { viewBox: "0 0 60 60", "aria-hidden": "true" },
    svg("path", { d: "M20 10v40M40 10v40", stroke: "currentColor", "stroke-width": 11 }));
}

export function slash() {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("circle", { cx: 12, cy: 12, r: 9.5, fill: "none", stroke: "currentColor", "stroke-width": 2.5 }),
    svg("path", { d: "M5.5 18.5l13-13", stroke: "currentColor", "stroke-width": 2.5 }));
}
