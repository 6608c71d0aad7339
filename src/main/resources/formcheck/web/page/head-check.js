// The check of the head's posture with the chair turned: its cue, its steps and its result in words.

import { HEAD_STEPS } from "./stages.js";
import { stepStates } from "./step-states.js";
import * as words from "./words.js";

/** @import { HeadCheck, SessionState } from "./messages.js" */
/** @import { CueLine } from "./cue-line.js" */

/**
 * Returns the result as one sentence.
 * @param {HeadCheck} head
 */
export function headWords(head) {
  return head.verdict === "not-judged"
    ? words.text("head.not-judged", { why: words.text(`why.${head.why}`) })
    : words.text(`head.${head.verdict}`);
}

/** @param {SessionState} state */
function stepOf({ stage }) {
  return stage.slice("head-".length);
}

/**
 * @param {SessionState} state
 * @returns {CueLine}
 */
export function headCue(state) {
  const step = stepOf(state);
  // At first no one has turned yet, which is no mistake.
  const mistaken = state.advice && !(step === "turn" && state.advice === "turned-too-little");
  return { kind: "advice", text: words.text(mistaken ? `advice.${state.advice}` : `cue.head-${step}`) };
}

/**
 * Returns what the panel of the check shows.
 * @param {SessionState} state
 */
export function headView(state) {
  const step = stepOf(state);
  const finished = step === "result";
  return {
    title: finished && state.head ? headWords(state.head) : words.text("head.title"),
    finished,
    steps: stepStates(HEAD_STEPS, finished ? HEAD_STEPS.length : HEAD_STEPS.indexOf(step), state.progress ?? 0),
    foot: words.text(finished ? "head.foot-result" : step === "turn" ? "head.foot-turn" : "head.foot-hold"),
  };
}
