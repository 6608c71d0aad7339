// The one line on the preview of the start page: what is wrong with the place, or that it is right.

import * as words from "./words.js";

/** @import { CheckState, PlacementMessage } from "./messages.js" */
/**
 * @typedef {object} PreviewState
 * @property {boolean} own whether the chosen source is previewed: the browser's camera, or the phone
 * @property {string} problem kind of the problem with which the camera does not open; "" for none
 * @property {boolean} open whether the camera is open
 * @property {boolean} ready whether the pose model is loaded
 * @property {PlacementMessage | undefined} placement what was judged last
 */

/** Problems that the line has words for. */
const PROBLEMS = new Set(["denied", "missing", "busy", "insecure", "phone"]);
/** A line that lasts less than this would only flicker, milliseconds. */
export const SHORTEST = 500;

/**
 * Returns the line and its sign.
 * @param {PreviewState} state
 * @returns {{ sign: CheckState, text: string }}
 */
export function previewLine({ own, problem, open, ready, placement }) {
  if (!own) {
    return { sign: "waiting", text: words.text("preview.other") };
  }
  if (problem) {
    return { sign: "wrong", text: words.text(PROBLEMS.has(problem) ? `preview.${problem}` : "preview.failed") };
  }
  if (!open) {
    return { sign: "waiting", text: words.text("preview.asking") };
  }
  if (!ready || !placement) {
    return { sign: "waiting", text: words.text("placement.looking") };
  }
  if (placement.advice) {
    return { sign: "wrong", text: words.text(`advice.${placement.advice}`) };
  }
  return placement.ready ? { sign: "right", text: words.text("preview.right") } : { sign: "waiting", text: words.text("placement.looking") };
}

/** Keeps a line until another one has lasted. */
export class SteadyLine {
  constructor() {
    this.shown = "";
    this.next = "";
    this.since = 0;
  }

  /**
   * Returns whether the line takes the place of the one that is shown.
   * @param {string} text
   * @param {number} now milliseconds
   */
  changes(text, now) {
    if (text !== this.next) {
      this.next = text;
      this.since = now;
    }
    if (text === this.shown || (this.shown && now - this.since < SHORTEST)) {
      return false;
    }
    this.shown = text;
    return true;
  }
}
