// What was chosen for the session under way, for a page that is loaded again or that takes the session over.

/** @import { SessionChoice } from "./sources.js" */

const KEY = "going";

/** @param {SessionChoice} choice */
export function keepChoice(choice) {
  sessionStorage.setItem(KEY, JSON.stringify(choice));
  localStorage.setItem(KEY, JSON.stringify(choice));
}

/** The session is over. */
export function forgetChoice() {
  sessionStorage.removeItem(KEY);
  localStorage.removeItem(KEY);
}

/**
 * Returns what was chosen; null where nothing is known.
 * @param {boolean} ofOthers whether another page of this browser may have chosen it
 * @returns {SessionChoice | null}
 */
export function keptChoice(ofOthers) {
  return JSON.parse(sessionStorage.getItem(KEY) ?? (ofOthers ? localStorage.getItem(KEY) : null) ?? "null");
}
