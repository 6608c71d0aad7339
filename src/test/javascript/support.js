// What the tests of the page share: texts that name their keys, and states of a session.

import { readFileSync } from "node:fs";
import * as words from "../../main/resources/formcheck/web/page/words.js";

/** @import { FrameMessage, RepMark, SessionState, SetState } from "../../main/resources/formcheck/web/page/messages.js" */

const TEXTS = new URL("../../main/resources/formcheck/web/texts/", import.meta.url);

/**
 * Uses texts that say their key and their values, as in "set.count count=3 target=15". Tests so do not depend on wording.
 * @param {string} [language]
 */
export function useKeys(language = "en") {
  /** @type {Record<string, string | string[]>} */
  const texts = {};
  for (const file of ["en.json", "report-en.json", "phone-en.json"]) {
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(new URL(file, TEXTS), "utf8")))) {
      texts[key] = Array.isArray(text) ? text.map((_, i) => `${key} ${i}`) : [key, ...namesIn(text).map((name) => `${name}={${name}}`)].join(" ");
    }
  }
  words.use(language, texts);
}

/** @param {string} text */
function namesIn(text) {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
}

/**
 * Returns a state in the middle of a set, but for what is given.
 * @param {Partial<SessionState>} [more]
 * @returns {SessionState}
 */
export function state(more = {}) {
  return {
    at: 12.5, stage: "set", target: 15, most: 20, heightLimit: 90, heightTolerance: 10, phase: "rest", beat: 0, secondsLeft: 0,
    left: { elevation: 20, state: "plain" }, right: { elevation: 20, state: "plain" }, set: set(), ...more,
  };
}

/**
 * @param {Partial<SetState>} [more]
 * @returns {SetState}
 */
export function set(more = {}) {
  return { number: 1, count: 0, dropped: [], marks: [], ...more };
}

/**
 * Returns marks of repetitions of the kinds.
 * @param {...RepMark["kind"]} kinds
 * @returns {RepMark[]}
 */
export function marks(...kinds) {
  return kinds.map((kind) => ({ kind, counts: kind !== "low" && kind !== "half", down: kind === "fast" ? 0.8 : 3, pace: "controlled" }));
}

/**
 * Returns a judged frame.
 * @param {number} number
 * @param {Partial<FrameMessage>} [more]
 * @returns {FrameMessage}
 */
export function frame(number, more = {}) {
  return { ...state(), type: "frame", frame: number, width: 640, height: 480, points: {}, ...more };
}
