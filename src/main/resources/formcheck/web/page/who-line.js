// Who exercises, which session is next and when, and how the last one went: the first lines of the start page.

import { nextSessionBriefly } from "./next-session.js";
import * as words from "./words.js";

/** @import { Month } from "./messages.js" */
/** @typedef {Pick<Month, "sessions" | "weeks" | "nextSession" | "missed" | "prescribed">} Course */

/** Weeks of the programme. */
const WEEKS = 4;
/** The name of whoever gave none. */
const NOBODY_NAMED = "Me";

/**
 * Returns the lines.
 * @param {string} name "" for none
 * @param {Course} [month] of this person; nothing where no sessions are stored
 * @param {Date} [now]
 */
export function whoLines(name, month, now = new Date()) {
  return { title: name && name !== NOBODY_NAMED ? words.text("start.hello", { name }) : words.text("start.title"), session: sessionLine(now, month) };
}

/**
 * @param {Date} now
 * @param {Course} [month]
 */
function sessionLine(now, { sessions, weeks, nextSession, missed, prescribed } = { sessions: [], weeks: [], missed: false }) {
  const last = sessions[sessions.length - 1];
  if (!last) {
    return prescribed ?? words.text("start.first");
  }
  const number = sessions.length + 1;
  const all = WEEKS * (weeks[0]?.wanted ?? 0);
  return [
    number <= all ? words.text("start.session", { number, all }) : words.text("start.session-more", { number }),
    words.text("start.last", { day: last.day, clean: last.clean, attempted: last.attempted }),
    nextSession ? nextSessionBriefly(nextSession, missed, now) : "",
    prescribed ?? "",
  ].filter(Boolean).join(" ");
}
