// The next session: named and dated.

import * as words from "./words.js";

/** English dates as in the sentences of the server: day before month. */
const LOCALES = /** @type {Record<string, string>} */ ({ en: "en-GB" });

/**
 * Returns the day of the next session as a sentence: "Next session: tomorrow, Tuesday 1 December".
 * @param {string} date as 2026-12-01
 * @param {Date} [now]
 */
export function nextSession(date, now = new Date()) {
  const { at, days } = dayOf(date, now);
  const name = named(at, { weekday: "long", day: "numeric", month: "long" });
  const said = days <= 0 ? words.text("next.today", { day: name }) : days === 1 ? words.text("next.tomorrow", { day: name }) : name;
  return words.text("next.session", { day: said });
}

/**
 * Returns the same briefly: "Next session: Tuesday." A day that went by without a session is said without blame.
 * @param {string} date as 2026-12-01
 * @param {boolean} missed whether a day went by without a session
 * @param {Date} [now]
 */
export function nextSessionBriefly(date, missed, now = new Date()) {
  const { at, days } = dayOf(date, now);
  const day = days <= 0 ? words.text("start.next-today")
    : days === 1 ? words.text("start.next-tomorrow")
      : named(at, days < 7 ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" });
  return words.text(missed ? "start.next-after-break" : "start.next", { day });
}

/**
 * @param {string} date as 2026-12-01
 * @param {Date} now
 * @returns {{ at: Date, days: number }} days from today's
 */
function dayOf(date, now) {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const at = new Date(year, month - 1, day);
  return { at, days: Math.round((at.getTime() - new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()) / 86_400_000) };
}

/**
 * @param {Date} at
 * @param {Intl.DateTimeFormatOptions} how
 */
function named(at, how) {
  const language = words.current();
  return new Intl.DateTimeFormat(LOCALES[language] ?? language, how).format(at);
}
