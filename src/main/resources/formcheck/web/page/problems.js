// The problems that take the whole page, and what can be done about each.

import * as words from "./words.js";

/** @import { Values } from "./words.js" */

/** No button helps: the person acts elsewhere. */
const NO_AGAIN = new Set(["gone", "token", "link", "forgotten", "insecure", "engine", "video"]);
/** Another camera does not help. */
const NO_BACK = new Set(["gone", "token", "link", "forgotten", "taken", "engine", "insecure"]);

/**
 * Returns what the page shows of a problem.
 * @param {string} kind as in `problem.KIND.title`
 * @param {Values} [values] for its words
 */
export function problemView(kind, values = {}) {
  const own = `problem.${kind}.again`;
  return {
    title: words.text(`problem.${kind}.title`),
    words: words.text(`problem.${kind}.words`, values),
    todo: words.list(`problem.${kind}.todo`),
    again: NO_AGAIN.has(kind) ? undefined : words.text(words.has(own) ? own : "problem.again"),
    back: !NO_BACK.has(kind),
  };
}

/**
 * Returns what a failure of `getUserMedia` means.
 * @param {unknown} error
 */
export function cameraProblem(error) {
  switch (error instanceof Error || error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}
