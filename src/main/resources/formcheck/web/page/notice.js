// The small notice on the image: why nothing is judged, or which arm or check cannot be.

import { pauseDetail } from "./cue-line.js";
import * as words from "./words.js";

/** @import { SessionState } from "./messages.js" */
/**
 * @typedef {object} Notice
 * @property {string} text "" where there is nothing to say
 * @property {boolean} unknown whether it is about something that cannot be judged
 */

/** A notice that lasts less than this would only flicker, milliseconds. */
const SHORTEST = 400;

/**
 * Returns the notice to show, at most one. While a cue is shown, nothing competes with it.
 * @param {SessionState} state
 * @param {boolean} [ofPhone] whether the images come from the phone
 * @returns {Notice}
 */
export function noticeOf(state, ofPhone = false) {
  if (state.pause && state.stage !== "placement") {
    return { text: pauseDetail(state, ofPhone), unknown: false };
  }
  if (state.remark && !state.stage.startsWith("raise")) {
    return { text: words.text(`remark.${state.remark}`), unknown: false };
  }
  return { text: state.stage === "set" && !state.cue ? ofSet(state) : "", unknown: true };
}

/** @param {SessionState} state */
function ofSet({ left, right, unjudged, dropped }) {
  if (dropped) {
    return words.text("set.not-counted", { why: words.text(`report.dropped.${dropped}`) });
  }
  const why = left.why ?? right.why;
  if (why) {
    const which = left.why && right.why ? "both" : left.why ? "left" : "right";
    return words.text(`unjudged.${which}`, { why: reasonWords(why) });
  }
  if (unjudged) {
    return words.text("unjudged.check", { check: words.text(`rule.${unjudged.check}`), why: reasonWords(unjudged.why) });
  }
  return "";
}

/** @param {string} reason */
function reasonWords(reason) {
  return words.text(words.has(`why.${reason}`) ? `why.${reason}` : "why.other");
}

/** Holds a text back until it has lasted long enough to be read. */
export class HeldText {
  constructor() {
    this.text = "";
    this.since = 0;
  }

  /**
   * Returns the text once it has lasted, else "".
   * @param {string} text
   * @param {number} now milliseconds
   */
  next(text, now) {
    if (text !== this.text) {
      this.text = text;
      this.since = now;
    }
    return now - this.since > SHORTEST ? text : "";
  }
}
