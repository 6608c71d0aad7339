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
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const at = new Date(year, month - 1, day);
  const language = words.current();
  const name = new Intl.DateTimeFormat(LOCALES[language] ?? language, { weekday: "long", day: "numeric", month: "long" }).format(at);
  const days = Math.round((at.getTime() - new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()) / 86_400_000);
  const said = days <= 0 ? words.text("next.today", { day: name }) : days === 1 ? words.text("next.tomorrow", { day: name }) : name;
  return words.text("next.session", { day: said });
}
