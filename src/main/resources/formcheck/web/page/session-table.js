// The table of all sessions, the last one first.

import { make } from "./dom.js";
import * as words from "./words.js";

/** @import { Month, SessionRow } from "./messages.js" */

/** A longer table is closed at first. */
const OPEN_UP_TO = 15;
const UNKNOWN = "–";

/**
 * Makes the table.
 * @param {Month} month
 * @param {(id: string) => void} report shows the report of a session
 */
export function sessionTable({ sessions, trends, foundAgain }, report) {
  const heads = [
    words.text("month.table.day"), words.text("month.table.load"), words.text("month.table.reps"), ...trends.map(({ name }) => name),
    words.text("month.table.pain"), words.text("month.table.report"),
  ];
  const row = (/** @type {SessionRow} */ session) => make("tr", {},
    make("th", { scope: "row" }, session.day,
      foundAgain.includes(session.id) && make("span", { class: "small quiet found" }, words.text("month.found-again"))),
    make("td", {}, session.load),
    make("td", {}, session.problem ?? countsOf(session)),
    trends.map(({ id }) => make("td", { class: "num" }, session.texts[id] ?? UNKNOWN)),
    make("td", { class: "num" }, `${session.painBefore ?? UNKNOWN} / ${session.painAfter ?? UNKNOWN}`),
    make("td", {}, make("button", {
      type: "button", class: "link", "data-session": session.id, onclick: () => report(session.id),
      "aria-label": words.text("month.open-of", { day: session.day }),
    }, words.text("month.open"))));
  const table = make("table", { class: "plain-table" },
    make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, [...sessions].reverse().map(row)));
  const title = words.text("month.table");
  return make("details", { class: "all-sessions", open: sessions.length <= OPEN_UP_TO }, make("summary", {}, title),
    make("div", { class: "scroll-of", tabindex: "0", role: "group", "aria-label": title }, table));
}

/** @param {SessionRow} session */
function countsOf({ attempted, valid, clean, unjudged }) {
  const counts = words.text("month.table.counts", { attempted, valid, clean });
  return unjudged ? `${counts}, ${words.text("month.table.unjudged", { n: unjudged })}` : counts;
}
