// The proof of verdicts by contrasts that the person shows on purpose: its cue, its steps and its result in words.

import { stepStates } from "./step-states.js";
import * as words from "./words.js";

/** @import { Contrast, KnownPerson, ProofOutcome, ProvenVerdict, Proving, SessionState } from "./messages.js" */
/** @import { CueLine } from "./cue-line.js" */
/** @import { CheckSign } from "./drawings.js" */

/** @type {Contrast[]} */
const CONTRASTS = ["squeeze", "elbows", "slouch"];
/** @type {Record<ProofOutcome, CheckSign>} */
const SIGNS = { passed: "right", open: "waiting", refuted: "wrong" };

/**
 * Returns what to do now, or what prevents it.
 * @param {SessionState} state
 * @returns {CueLine}
 */
export function provingCue({ stage, advice, proving }) {
  if (stage === "prove-result") {
    return { kind: "", text: words.text(proving?.found ? "cue.prove-result" : "cue.prove-wait") };
  }
  if (advice) {
    return { kind: "advice", text: words.text(words.has(`advice.${advice}`) ? `advice.${advice}` : "advice.prove-unseen") };
  }
  return { kind: "advice", text: proving ? words.text(`cue.prove-${cueOf(proving)}`) : "" };
}

/**
 * Only the announcement of a contrast and its raise name the contrast.
 * @param {Proving} proving
 */
function cueOf({ contrast, word }) {
  return word === "read" || word === "up" ? `${word}-${contrast}` : word;
}

/**
 * Returns what the panel shows.
 * @param {SessionState & { proving: Proving }} state
 */
export function provingView({ stage, proving }) {
  const finished = stage === "prove-result";
  const { found } = proving;
  const current = CONTRASTS.indexOf(proving.contrast);
  const steps = stepStates(CONTRASTS, current, proving.progress).map((step, index) => {
    const verdict = found?.find((one) => one.contrast === step.name);
    const now = step.now && !finished;
    const done = step.done && !finished;
    const what = words.text(`prove.${step.name}`);
    return {
      ...step,
      now,
      done,
      share: now ? step.share : index < current ? 1 : 0,
      hidden: Boolean(found) && !verdict,
      text: verdict ? foundWords(verdict) : now ? words.text("prove.count", { what, n: proving.number, of: proving.times }) : what,
      /** @type {CheckSign} */
      sign: verdict ? SIGNS[verdict.outcome] : done ? "right" : "waiting",
    };
  });
  return {
    title: words.text(finished ? "prove.title-result" : "prove.title"),
    finished,
    steps,
    foot: words.text(footOf(proving, finished)),
  };
}

/** @param {ProvenVerdict} verdict */
function foundWords({ contrast, right, wrong, shown }) {
  return words.text(wrong ? "prove.found-wrong" : "prove.found", { what: words.text(`prove.${contrast}`), right, wrong, shown });
}

/**
 * @param {Proving} proving
 * @param {boolean} finished
 */
function footOf({ word, found }, finished) {
  if (!finished) {
    return word === "read" ? "prove.foot-read" : "prove.foot";
  }
  if (!found) {
    return "prove.foot-wait";
  }
  if (!found.length) {
    return "prove.foot-nothing";
  }
  return found.some((one) => one.outcome === "passed") ? "prove.foot-passed" : "prove.foot-open";
}

/**
 * Returns what was proven of a person before, or "" where nothing was.
 * @param {KnownPerson} [person]
 */
export function provenWords(person) {
  const passed = (person?.proven ?? []).filter((proof) => proof.outcome === "passed");
  const each = passed.map(({ contrast, right, shown, on }) =>
    words.text("person.proven-one", { what: words.text(`prove.${contrast}`), right, shown, day: words.day(on) }));
  return each.length ? words.text("person.proven", { list: each.join(", ") }) : "";
}
