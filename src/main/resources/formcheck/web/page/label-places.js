// Chooses where the labels of a chart stand, so that they cover as little as possible.

/** @typedef {[number, number, number, number]} Box left, top, right, bottom */
/** @typedef {"left" | "center" | "right"} Align */
/** @typedef {{ x: number, y: number, align: Align }} LabelPlace */

/** How far a line of text reaches above and below its base line, pixels. */
const ABOVE = 12;
const BELOW = 3;

/**
 * Returns what a text covers.
 * @param {LabelPlace} place
 * @param {number} wide width of the text, pixels
 * @param {number} ratio pixels of the device for each of the page
 * @returns {Box}
 */
export function boxOf({ x, y, align }, wide, ratio) {
  const left = align === "left" ? x : align === "right" ? x - wide : x - wide / 2;
  return [left, y - ABOVE * ratio, left + wide, y + BELOW * ratio];
}

/**
 * @param {Box} a
 * @param {Box} b
 */
export function overlaps(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/**
 * Returns the place that covers the fewest of the others, the first of those, and its box.
 * @param {LabelPlace[]} places at least one
 * @param {number} wide width of the text, pixels
 * @param {number} ratio pixels of the device for each of the page
 * @param {Box[]} others
 */
export function bestPlace(places, wide, ratio, others) {
  const candidates = places.map((place) => {
    const box = boxOf(place, wide, ratio);
    return { place, box, met: others.filter((other) => overlaps(box, other)).length };
  });
  return candidates.reduce((best, next) => (next.met < best.met ? next : best));
}
