// The joints of a recorded session at a moment of its video.

/** @import { RecordedJoints } from "./messages.js" */

/** A frame that is farther away is not shown, seconds. */
const FARTHEST = 0.3;
const ARMS = [["left_shoulder", "left_elbow", "left_wrist"], ["right_shoulder", "right_elbow", "right_wrist"], ["left_shoulder", "right_shoulder"]];

/**
 * Returns the first frame from a moment on, or the last one; nothing where it is too far from the moment.
 * @param {RecordedJoints["frames"]} frames in the order of time
 * @param {number} now seconds of the session
 */
export function frameAt(frames, now) {
  let low = 0;
  let high = frames.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(frames[middle]) < now) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const frame = frames[low];
  return frame && Math.abs(timeOf(frame) - now) <= FARTHEST ? frame : undefined;
}

/** @param {(number | null)[]} [frame] */
function timeOf(frame) {
  return frame?.[0] ?? 0;
}

/**
 * Returns the lines to draw: both arms and the line between the shoulders, each only where all of its joints are known.
 * @param {string[]} names of the joints
 * @param {(number | null)[]} frame
 * @returns {[number, number][][]} shares of the image's width and height
 */
export function chainsOf(names, frame) {
  return ARMS.map((chain) => chain.map((name) => jointAt(names, frame, name))).flatMap((chain) => {
    const known = chain.filter((joint) => joint !== null);
    return known.length === chain.length ? [known] : [];
  });
}

/**
 * @param {string[]} names
 * @param {(number | null)[]} frame
 * @param {string} name
 * @returns {[number, number] | null}
 */
function jointAt(names, frame, name) {
  const index = 1 + 2 * names.indexOf(name);
  const [x, y] = [frame[index], frame[index + 1]];
  return index < 1 || x === null || x === undefined || y === null || y === undefined ? null : [x, y];
}
