// The summary of a set in words: what was clean, what changed on the way, and one thing to change.

import { headWords } from "./head-check.js";
import * as words from "./words.js";

/** @import { Dropped, MarkKind, RepMark, SessionState, SetAdvice, SetState } from "./messages.js" */

/** @type {MarkKind[]} */
const TALLIED = ["clean", "fast", "low", "half", "uneven", "short", "posture", "unjudged"];
const HURRIED = new Set(["quick", "close-to-limit", "too-fast"]);
/** @type {SetAdvice} */
const NOTHING = { kind: "nothing", reps: [] };

/**
 * Returns the texts of the summary.
 * @param {SessionState} state at rest, after pain or at the end
 * @param {boolean} decides whether proven verdicts decide what is clean
 */
export function summaryView(state, decides) {
  const { stage, head } = state;
  /** @type {SetState} */
  const set = state.set ?? { number: 0, count: 0, dropped: [], marks: [] };
  const counted = set.count ? words.text("summary.done", { count: set.count }) : words.text("summary.none");
  const stopped = stage === "pain";
  const said = stage === "done" && !set.marks.length ? "" : adviceWords(set.advice ?? NOTHING);
  return {
    title: stopped ? [words.text("pain.title"), counted] : [counted, set.count ? cleanWords(set) : ""],
    advice: stopped ? words.text("pain.words") : [droppedWords(set.dropped), said].filter(Boolean).join(" "),
    squeeze: squeezeWords(set),
    unjudged: words.text(decides ? "summary.unjudged-decides" : "summary.unjudged"),
    head: head ? words.text("head.summary", { result: headWords(head) }) : "",
  };
}

/**
 * Counts the marks of each kind that occurs. What did not count is apart and says so: the others add up to the set's count.
 * @param {RepMark[]} marks
 * @returns {{ kind: MarkKind, n: number, text: string, mark: RepMark }[]} with a mark to draw for each
 */
export function tallyOf(marks) {
  return TALLIED.flatMap((kind) => {
    return [true, false].flatMap((counts) => {
      const n = marks.filter((mark) => mark.kind === kind && mark.counts === counts).length;
      if (!n) {
        return [];
      }
      const what = words.text(`tally.${kind}`, { n });
      return [{ kind, n, text: counts ? what : words.text("tally.not-counted", { what }), mark: tallyMark(kind, counts) }];
    });
  });
}

/**
 * @param {MarkKind} kind
 * @param {boolean} counts
 * @returns {RepMark}
 */
function tallyMark(kind, counts) {
  return { kind, counts, down: kind === "fast" ? 0.8 : 3, pace: "controlled" };
}

/**
 * Returns how long and how far the shoulder blades were together, coarsely; "" where that was not judged.
 * @param {Pick<SetState, "squeezeSeconds" | "squeezeShare">} set
 */
export function squeezeWords({ squeezeSeconds, squeezeShare }) {
  if (squeezeSeconds === undefined) {
    return "";
  }
  const halves = Math.round(2 * squeezeSeconds);
  if (!halves) {
    return words.text("summary.no-squeeze");
  }
  const held = words.text("summary.squeeze", { seconds: (halves / 2).toLocaleString(words.current()) });
  return squeezeShare === undefined ? held : `${held} ${words.text("summary.squeeze-share", { share: 10 * Math.round(10 * squeezeShare) })}`;
}

/**
 * Returns how many repetitions were clean. That all were is no praise where the set sagged or was lowered in a hurry.
 * @param {SetState} set
 */
export function cleanWords({ count, marks, advice }) {
  const clean = marks.filter((mark) => mark.kind === "clean").length;
  if (clean === 0) {
    return words.text("summary.no-clean");
  }
  if (clean < count) {
    return words.text(clean === 1 ? "summary.one-clean" : "summary.some-clean", { clean });
  }
  const n = marks.filter((mark) => HURRIED.has(mark.pace)).length;
  const sags = advice?.lowering || advice?.height;
  return words.text(sags ? "summary.clean-sagging" : n ? "summary.clean-quick" : "summary.all-clean", { n });
}

/**
 * Returns what was seen and not counted, by reason.
 * @param {Dropped[]} reasons
 */
export function droppedWords(reasons) {
  const all = reasons.reduce((sum, { times }) => sum + times, 0);
  const list = reasons.map(({ reason, times }) => {
    const why = words.text(`report.dropped.${reason}`);
    return reasons.length === 1 ? why : words.text("advice.dropped.times", { why, n: times });
  }).join(", ");
  return all ? words.text(`advice.dropped.${all === 1 ? "one" : "many"}`, { n: all, list }) : "";
}

/**
 * Returns what the server advises after a set: how the set changed, then one thing to change.
 * @param {SetAdvice} advice
 */
export function adviceWords({ kind, reps, seconds, lowering, height }) {
  const sentences = [];
  if (lowering) {
    sentences.push(words.text("advice.trend.lowering", { first: words.number(lowering.first, 1), last: words.number(lowering.last, 1) }));
  }
  if (height) {
    sentences.push(words.text("advice.trend.height", { first: words.number(height.first, 0), last: words.number(height.last, 0) }));
  }
  const list = words.joined(reps.map(String));
  sentences.push(words.text(`advice.set.${kind}${reps.length === 1 ? "-one" : ""}`, { list, seconds: secondsWords(seconds) }));
  return sentences.join(" ");
}

/** @param {number} [seconds] */
function secondsWords(seconds) {
  if (seconds === undefined) {
    return "";
  }
  return seconds > 0.4 && seconds < 0.6 ? words.text("advice.half-second") : words.text("advice.seconds", { n: words.number(seconds, 1) });
}
