// The level of the arms beside the image: how high they are, and how low they may be while they are lowered in time.

/** @import { SessionState } from "./messages.js" */

/** Elevation at the top of the drawing, degrees: for this exercise, and for arms that go farther. */
const HIGH = 150;
const HIGHER = 186;
/** Arms that come so near to the top get the higher drawing, degrees. */
const MARGIN = 8;
/** Height of the barbell's drawing, in its own units. */
export const BARBELL_HEIGHT = 150;
/** Share of the height below which nothing is drawn, because the weights of hanging arms would be cut off. */
const LOWEST = 0.1;

/**
 * Returns the elevation at the top of the drawing.
 * @param {number} limit elevation to reach, degrees
 */
export function topFor(limit) {
  return limit > 100 ? HIGHER : HIGH;
}

/**
 * Returns what the drawing shows.
 * @param {Pick<SessionState, "left" | "right" | "level">} state
 * @param {boolean} urgent whether the arms are lowered too fast
 * @param {number} top elevation at the top of the drawing, degrees
 */
export function armLevel({ left, right, level }, urgent, top) {
  const known = [left.elevation, right.elevation].filter((value) => value !== undefined);
  const middle = known.length ? known.reduce((a, b) => a + b) / known.length : 0;
  const lowering = level !== undefined;
  return {
    middle,
    left: left.elevation ?? middle,
    right: right.elevation ?? middle,
    level: lowering ? Math.max(0, level) : 0,
    lowering,
    fault: lowering && urgent && middle < level,
    unseen: known.length < 2 || left.state === "unseen" || right.state === "unseen",
    top: Math.max(...known, 0) > top - MARGIN ? HIGHER : top,
    said: { arms: toFive(middle), level: lowering ? toFive(level) : undefined },
  };
}

/** @param {number} degrees */
function toFive(degrees) {
  return Math.round(degrees / 5) * 5;
}

/**
 * Returns how far below the top of the barbell's drawing an arm is, in its units. The ends stay inside of the drawing.
 * @param {number} degrees elevation
 * @param {number} top elevation at the top
 */
export function barbellY(degrees, top) {
  return BARBELL_HEIGHT * (1 - Math.max(LOWEST, Math.min(0.97, degrees / top)));
}
