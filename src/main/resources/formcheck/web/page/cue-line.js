// The one line of the live page: what a message of the server asks the person to do now.

import { headCue } from "./head-check.js";
import { provingCue } from "./proving.js";
import { panelOf } from "./stages.js";
import * as words from "./words.js";

/** @import { PlacementCheck, SessionState } from "./messages.js" */
/**
 * @typedef {object} CueLine
 * @property {"" | "advice" | "fault" | "form" | "praise" | "pause"} kind how it is shown
 * @property {string} text
 * @property {string} [more] shown smaller beside the text
 * @property {string} [detail] read by screen readers, not shown
 * @property {number} [beat] second of the lowering, from 1
 */

const ANNOUNCED = new Set(["fault", "form", "pause", "praise", "advice"]);

/**
 * Returns the line to show.
 * @param {SessionState} state
 * @returns {CueLine}
 */
export function cueLine(state) {
  if (state.pause && state.stage !== "placement") {
    return { kind: "pause", text: words.text(`pause.${state.pause}`), detail: pauseDetail(state) };
  }
  switch (panelOf(state.stage)) {
    case "head":
      return headCue(state);
    case "placement":
      return placementLine(state);
    case "baseline":
      return {
        kind: "advice",
        text: words.text(state.advice ? `advice.${state.advice}` : BASELINE_CUES[state.stage] ?? "baseline.cue"),
      };
    case "prove":
      return provingCue(state);
    case "countdown":
      return { kind: "", text: words.text("countdown.cue") };
    case "set":
      return setLine(state);
    default:
      return { kind: "", text: "" };
  }
}

/** @type {Partial<Record<string, string>>} */
const BASELINE_CUES = { baseline: "baseline.cue", "raise-most": "baseline.most.cue", "raise-forward": "baseline.forward.cue" };

/**
 * @param {SessionState} state
 * @returns {CueLine}
 */
function placementLine({ advice, checks = [] }) {
  if (advice) {
    return { kind: "advice", text: words.text(`advice.${advice}`) };
  }
  const ready = checks.every((check) => check.state === "right" || isOpen(check));
  return { kind: "", text: words.text(ready ? "placement.ready" : "placement.looking") };
}

/**
 * Whether a check waits for something that nobody has to do before the set: the room for the arms shows with the first raise.
 * @param {PlacementCheck} check
 */
export function isOpen(check) {
  return check.id === "room" && check.state === "waiting";
}

/**
 * @param {SessionState} state
 * @returns {CueLine}
 */
function setLine({ cue, phase, beat }) {
  if (!cue) {
    const text = words.text(`phase.${phase}`);
    return phase === "eccentric" ? { kind: "", text, beat } : { kind: "", text };
  }
  const text = words.has(`cue.${cue.id}`) ? words.text(`cue.${cue.id}`) : cue.text;
  if (cue.urgency === "descent") {
    return { kind: "fault", text, more: words.text("cue.fast-descent.more") };
  }
  const more = words.has(`cue.${cue.id}.more`) ? words.text(`cue.${cue.id}.more`) : undefined;
  return { kind: cue.urgency === "praise" ? "praise" : "form", text, more };
}

/**
 * Returns what to do about a pause, or "" where there is nothing to say.
 * @param {SessionState} state
 * @param {boolean} [ofPhone] whether the images come from the phone: then something else helps, where there are words for it
 */
export function pauseDetail({ pause, set }, ofPhone = false) {
  const phone = `pause.${pause}-phone.more`;
  const key = ofPhone && words.has(phone) ? phone : `pause.${pause}.more`;
  return words.has(key) ? words.text(key, { count: set?.count ?? 0 }) : "";
}

/**
 * Whether a line is read to screen readers and, where wanted, spoken.
 * @param {CueLine} line
 */
export function isAnnounced(line) {
  return ANNOUNCED.has(line.kind);
}

/**
 * Returns what a screen reader is given of a line.
 * @param {CueLine} line
 */
export function announcement(line) {
  return [line.text, line.detail ?? line.more].filter(Boolean).join(". ");
}
