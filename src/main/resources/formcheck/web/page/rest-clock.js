// The panel between sets in words: the title, the clock, and what comes next.

import * as words from "./words.js";

/** @import { SessionState } from "./messages.js" */

/**
 * Returns seconds as minutes and seconds, as in 1:05.
 * @param {number} seconds a whole number
 */
export function clockText(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Returns what the panel shows.
 * @param {SessionState} state at rest, after pain or at the end
 * @param {string} variant of the exercise
 * @param {number} longest rest so far, seconds: the whole of the bar
 */
export function restView({ stage, set, secondsLeft }, variant, longest) {
  const seconds = Math.ceil(secondsLeft);
  const resting = stage === "rest";
  const over = resting && seconds <= 0;
  const running = resting && !over;
  const done = stage === "done";
  const whole = Math.max(longest, seconds);
  const rest = words.text(words.has(`rest.put-down.${variant}`) ? `rest.put-down.${variant}` : "rest.put-down");
  const foot = done ? "done.foot" : over ? "rest.foot-over" : "rest.foot";
  return {
    title: words.text(stage === "pain" ? "pain.rest" : done ? "done.title" : over ? "rest.over" : "rest.title"),
    clock: running ? { text: clockText(seconds), label: words.text("rest.clock", { seconds }), share: seconds / whole } : undefined,
    longest: running ? whole : longest,
    foot: stage === "pain" ? "" : words.text(foot, { number: (set?.number ?? 0) + 1, rest }),
    next: stage === "pain" ? "" : words.text(done ? "done.again" : "rest.next"),
    done,
  };
}
