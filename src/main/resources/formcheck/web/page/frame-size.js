// The size at which frames are sent.

/** @typedef {{ width: number, height: number }} Size */

/** Longer side of a frame, pixels. A slow machine asks for less. */
export const LONGEST_SIDE = 640;

/**
 * Returns the size at which a frame is sent: in its own shape, with even sides, never larger than FormCheck needs. It is asked for
 * each frame, because a phone that is turned or a window that is shared changes its shape during a session, and a stretched body
 * has other angles. FormCheck adds bars to what has another shape than the first frame.
 * @param {number} width pixels
 * @param {number} height pixels
 * @param {number} [longest] longer side, pixels
 * @returns {Size}
 */
export function sentSize(width, height, longest = LONGEST_SIDE) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

/** @param {number} length */
function even(length) {
  return Math.max(2, 2 * Math.round(length / 2));
}
