// Where the points of a frame lie on the overlay. The image is shown mirrored and cut to its area, and so are the points.

/** @import { Size } from "./frame-size.js" */
/** @typedef {[number, number]} Place x and y on the canvas, pixels */

/** An image that would lose more than this to its area is shown whole, with bars beside it: raised hands must stay visible. */
const MOST_CUT = 1.08;
/** Half of the width that raised arms need, in widths of the shoulders. */
const REACH = 1.9;
/** The least such half, in units of the overlay. */
const LEAST_REACH = 70;

/**
 * Returns how an image is fitted into an area, as `object-fit` does it, mirrored.
 * @param {Size} area the canvas
 * @param {Size} frame that was judged
 * @param {Size} [shown] shape of the image that is shown, where it differs: one that turned during the session was judged with
 *     bars and is shown without
 */
export function fitted(area, frame, shown = frame) {
  const fit = Math.min(frame.width / shown.width, frame.height / shown.height);
  const bars = [(frame.width - shown.width * fit) / 2, (frame.height - shown.height * fit) / 2];
  const scales = [area.width / shown.width, area.height / shown.height];
  const whole = Math.max(...scales) / Math.min(...scales) > MOST_CUT;
  const scale = whole ? Math.min(...scales) : Math.max(...scales);
  const left = (area.width - shown.width * scale) / 2;
  const top = (area.height - shown.height * scale) / 2;
  return {
    whole,
    /** Where the image begins and ends on the canvas, from left to right, pixels: the bars beside it are outside. */
    edges: /** @type {Place} */ ([Math.max(0, left), Math.min(area.width, area.width - left)]),
    /** Length of one unit of the overlay, pixels. */
    unit: Math.max(area.width, area.height) / 480,
    /**
     * @param {readonly number[]} point in pixels of the frame
     * @returns {Place}
     */
    at: ([x = 0, y = 0]) => [area.width - left - ((x - (bars[0] ?? 0)) / fit) * scale, top + ((y - (bars[1] ?? 0)) / fit) * scale],
  };
}

/**
 * @param {Place} a
 * @param {Place} b
 * @returns {Place}
 */
export function between(a, b) {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/**
 * Returns how far raised arms will reach to both sides, and whether all of it is in the image.
 * @param {Place} left shoulder
 * @param {Place} right shoulder
 * @param {number} unit of the overlay
 * @param {Place} edges of the image
 */
export function reachOf(left, right, unit, [first, last]) {
  const middle = (left[0] + right[0]) / 2;
  const half = Math.max(REACH * Math.abs(left[0] - right[0]), LEAST_REACH * unit);
  const [from, to] = [middle - half, middle + half];
  const inside = (/** @type {number} */ x) => Math.min(last - 2, Math.max(first + 2, x));
  return { from: inside(from), to: inside(to), fits: from > first && to < last };
}

/**
 * Returns the arc from a hanging upper arm to its elevation, as `arc` of a canvas takes it.
 * @param {Place} shoulder
 * @param {Place} elbow
 * @param {number} degrees elevation
 */
export function elevationArc(shoulder, elbow, degrees) {
  const outwards = elbow[0] > shoulder[0] ? 1 : -1;
  return { start: Math.PI / 2, end: Math.PI / 2 - (outwards * degrees * Math.PI) / 180, counterclockwise: outwards > 0 };
}
