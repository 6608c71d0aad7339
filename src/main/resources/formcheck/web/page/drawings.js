// The drawings of the page: large numerals, signs, and the marks of repetitions.

import { svg } from "./dom.js";
import { repShapes, rowShapes } from "./rep-shapes.js";

/** @import { RepMark } from "./messages.js" */
/** @import { Shape } from "./rep-shapes.js" */
/** @typedef {"right" | "wrong" | "waiting"} CheckSign */

/** @type {Record<string, string>} */
const NUMERALS = {
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
/** @type {Record<string, number>} */
const WIDTHS = { "/": 74, ":": 36 };
const TICK = "M12 23l7 7 14-15";

/**
 * Draws a number in large numerals. Its surroundings label it for screen readers.
 * @param {string | number} number
 */
export function numerals(number) {
  const span = document.createElement("span");
  span.className = "figs";
  for (const sign of String(number)) {
    const path = svg("path", { d: NUMERALS[sign] ?? "" });
    span.append(svg("svg", { class: "fig", viewBox: `0 0 ${WIDTHS[sign] ?? 100} 160`, "aria-hidden": "true" }, path));
  }
  return span;
}

/**
 * @param {Shape[]} shapes
 * @returns {SVGElement[]}
 */
function drawn(shapes) {
  return shapes.map(({ name, attributes }) => svg(/** @type {"rect" | "path"} */ (name), attributes));
}

/**
 * Draws the mark of a repetition.
 * @param {RepMark} mark
 * @param {number} x of the left edge
 * @param {number} width
 * @param {number} height of a full bar
 * @param {number} [weight] of the lines
 */
export function repMark(mark, x, width, height, weight = 1) {
  return svg("g", { "data-mark": mark.kind }, ...drawn(repShapes(mark, x, width, height, weight)));
}

/**
 * Draws the row of a set.
 * @param {Element} target
 * @param {RepMark[]} marks
 * @param {number} places repetitions up to the target
 * @param {boolean} busy whether a repetition is under way
 */
export function drawRow(target, marks, places, busy) {
  target.replaceChildren(...rowShapes(marks, places, busy).flatMap(({ kind, shapes }) =>
    kind ? [svg("g", { "data-mark": kind }, ...drawn(shapes))] : drawn(shapes)));
}

/**
 * Draws the sign of a check: a disc with a tick, a dashed ring where it waits, a ring with a bar where something is wrong.
 * @param {CheckSign} sign
 */
export function checkSign(sign) {
  const image = svg("svg", { viewBox: "0 0 44 44", "aria-hidden": "true" });
  if (sign === "right") {
    image.append(svg("circle", { cx: 22, cy: 22, r: 20, fill: "var(--steady)" }));
    image.append(svg("path", { d: TICK, fill: "none", stroke: "var(--on-steady)", "stroke-width": 5 }));
  } else if (sign === "wrong") {
    image.append(svg("circle", { cx: 22, cy: 22, r: 18.5, fill: "none", stroke: "var(--alert)", "stroke-width": 5 }));
    image.append(svg("path", { d: "M22 11v14M22 29v5", stroke: "var(--alert)", "stroke-width": 5 }));
  } else {
    const ring = { fill: "none", stroke: "currentColor", "stroke-width": 4, "stroke-dasharray": "9 5.5" };
    image.append(svg("circle", { cx: 22, cy: 22, r: 18.5, ...ring }));
  }
  return image;
}

/** Draws the cross of a wrong movement. */
export function crossSign() {
  return svg("svg", { viewBox: "0 0 44 44", "aria-hidden": "true" },
    svg("circle", { cx: 22, cy: 22, r: 18.5, fill: "none", stroke: "var(--alert)", "stroke-width": 5 }),
    svg("path", { d: "M14 14l16 16M30 14l-16 16", stroke: "var(--alert)", "stroke-width": 5 }));
}

/** Draws the sign of a lowering that has to be slower. */
export function slowSign() {
  return svg("svg", { viewBox: "0 0 60 76", "aria-hidden": "true" },
    svg("path", { d: "M6 40L30 14L54 40", fill: "none", stroke: "currentColor", "stroke-width": 12 }),
    svg("path", { d: "M6 66H54", stroke: "currentColor", "stroke-width": 12 }));
}

/** Draws the sign of a pause. */
export function pauseSign() {
  return svg("svg", { viewBox: "0 0 60 60", "aria-hidden": "true" },
    svg("path", { d: "M20 10v40M40 10v40", stroke: "currentColor", "stroke-width": 11 }));
}

/** Draws the sign of what cannot be judged. */
export function unknownSign() {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("circle", { cx: 12, cy: 12, r: 9.5, fill: "none", stroke: "currentColor", "stroke-width": 2.5 }),
    svg("path", { d: "M5.5 18.5l13-13", stroke: "currentColor", "stroke-width": 2.5 }));
}
