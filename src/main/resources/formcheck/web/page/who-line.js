// Who exercises, which session is next, and how the last one went: the first lines of the start page.

import * as words from "./words.js";

/** @import { Month } from "./messages.js" */

/** Weeks of the programme. */
const WEEKS = 4;
/** The name of whoever gave none. */
const NOBODY_NAMED = "Me";

/**
 * Returns the lines.
 * @param {string} name "" for none
 * @param {Pick<Month, "sessions" | "weeks">} [month] of this person; nothing where no sessions are stored
 */
export function whoLines(name, month) {
  return { title: name && name !== NOBODY_NAMED ? words.text("start.hello", { name }) : words.text("start.title"), session: sessionLine(month) };
}

/** @param {Pick<Month, "sessions" | "weeks">} [month] */
function sessionLine({ sessions, weeks } = { sessions: [], weeks: [] }) {
  const last = sessions[sessions.length - 1];
  if (!last) {
    return words.text("start.first");
  }
  const number = sessions.length + 1;
  const all = WEEKS * (weeks[0]?.wanted ?? 0);
  const which = number <= all ? words.text("start.session", { number, all }) : words.text("start.session-more", { number });
  return `${which} ${words.text("start.last", { day: last.day, clean: last.clean, attempted: last.attempted })}`;
}
