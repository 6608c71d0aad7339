// The mark of a repetition as shapes: one bar whose height is how long the lowering took. The shape shows the kind, the colour comes
// second.

/** @import { RepMark } from "./messages.js" */
/** @typedef {{ name: string, attributes: Record<string, string | number> }} Shape an SVG element */

/** A bar of full height is a lowering of so many seconds. */
const FULL_SECONDS = 4;
const LOWEST = 8;
const CAPPED = new Set(["low", "half", "uneven", "short"]);

/** Height of the row of marks, in its own units. */
const ROW_HEIGHT = 60;
const ROW_WIDTH = 400;
const ROW_GAP = 6;

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @returns {Shape}
 */
function shape(name, attributes) {
  return { name, attributes };
}

/**
 * Returns the shapes of one repetition: dashed where it could not be judged, hollow with a chevron where it was lowered too fast,
 * with a cap where it counts less, with a slanted line for a posture fault.
 * @param {Pick<RepMark, "kind" | "counts" | "down">} mark
 * @param {number} x of the left edge
 * @param {number} width
 * @param {number} height of a full bar
 * @param {number} [weight] of the lines
 * @returns {Shape[]}
 */
export function repShapes(mark, x, width, height, weight = 1) {
  const size = Math.max(LOWEST, Math.min(1, mark.down / FULL_SECONDS) * height);
  const top = height - size;
  const inner = { x: x + 1.5, y: top + 1.5, width: width - 3, height: Math.max(2, size - 3) };
  if (mark.kind === "unjudged") {
    return [shape("rect", { ...inner, fill: "none", stroke: "var(--unknown)", "stroke-width": 2.5 * weight, "stroke-dasharray": "5 4" })];
  }
  if (mark.kind === "fast") {
    const high = top - 16 * weight;
    const chevron = `M${x + 2} ${high}L${x + width / 2} ${high + width * 0.42}L${x + width - 2} ${high}`;
    return [
      shape("rect", { ...inner, fill: "var(--surface)", stroke: "var(--alert)", "stroke-width": 3 * weight }),
      shape("path", { d: chevron, fill: "none", stroke: "var(--alert)", "stroke-width": 4 * weight }),
    ];
  }
  const shapes = [shape("rect", { x, y: top, width, height: size, fill: mark.counts ? "var(--steady)" : "var(--steady-fill)" })];
  if (mark.kind === "posture") {
    const slant = `M${x + 2} ${top - 4 * weight}L${x + width - 2} ${top - 12 * weight}`;
    shapes.unshift(shape("path", { d: slant, stroke: "var(--alert)", "stroke-width": 4 * weight }));
  }
  if (CAPPED.has(mark.kind)) {
    const cap = `M${x} ${top - 7 * weight}H${x + width}`;
    shapes.push(shape("path", { d: cap, stroke: "var(--alert)", "stroke-width": 5 * weight }));
  }
  return shapes;
}

/**
 * Returns the row of a set: a mark for each repetition, a block for the one under way, and a slot for each that is still to come.
 * @param {RepMark[]} marks
 * @param {number} places repetitions up to the target
 * @param {boolean} busy whether a repetition is under way
 * @returns {{ kind: string, shapes: Shape[] }[]} kind: of the mark; "" for a block or a slot
 */
export function rowShapes(marks, places, busy) {
  const count = Math.max(places, marks.length + (busy ? 1 : 0));
  const width = (ROW_WIDTH - ROW_GAP * (count - 1)) / count;
  return Array.from({ length: count }, (_, i) => {
    const x = i * (width + ROW_GAP);
    const mark = marks[i];
    if (mark) {
      return { kind: mark.kind, shapes: repShapes(mark, x, width, ROW_HEIGHT) };
    }
    const block = i === marks.length && busy;
    const height = block ? 14 : 4;
    const fill = block ? "var(--ink)" : "var(--line-strong)";
    return { kind: "", shapes: [shape("rect", { x, y: ROW_HEIGHT - height, width, height, fill })] };
  });
}
