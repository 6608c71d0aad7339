// The month: what was done when, how the measured values went, what changed, and whether more load is the next step.

import { around } from "./around.js";
import { confirm } from "./dialog.js";
import { button, make } from "./dom.js";
import { checkSign } from "./drawings.js";
import { moving, reminders } from "./month-files.js";
import { MonthTrends } from "./month-trends.js";
import { nextSession } from "./next-session.js";
import { Refusal, messageOf } from "./server.js";
import { sessionTable } from "./session-table.js";
import * as words from "./words.js";

/** @import { Month as MonthData, People, Suggestion } from "./messages.js" */
/** @import { Server } from "./server.js" */
/** @import { CheckSign } from "./drawings.js" */
/**
 * @typedef {object} MonthWays where the page goes from here
 * @property {(id: string) => void} report
 * @property {() => void} start
 * @property {(everybody: boolean) => Promise<void>} erased called after a person was erased
 */
/**
 * @typedef {object} MonthAsked what to show
 * @property {string} [person] the same one as before without it
 * @property {string} [month] as in 2026-11; the present one without it
 * @property {string} [said] what happened
 * @property {string} [deleted] id of a session that can be restored
 */

/** @type {Record<Suggestion["reasons"][number]["state"], CheckSign>} */
const SIGNS = { met: "right", unmet: "wrong", unknown: "waiting" };

export class Month {
  /**
   * @param {HTMLElement} root
   * @param {Server} server
   * @param {MonthWays} ways
   */
  constructor(root, server, ways) {
    this.root = root;
    this.server = server;
    this.ways = ways;
    this.trends = new MonthTrends(root);
    /** @type {string | undefined} */
    this.person = undefined;
    /** @type {string[]} */
    this.people = [];
  }

  /**
   * Shows a month.
   * @param {MonthAsked} [asked]
   */
  async open({ person, month, said = "", deleted } = {}) {
    this.person = person ?? this.person;
    try {
      this.show(await this.load(month), said, deleted);
    } catch (e) {
      const problem = e instanceof Refusal && e.missing ? words.text("month.off") : words.text("month.failed", { problem: messageOf(e) });
      this.root.replaceChildren(
        make("div", { class: "bar-of" }, button(words.text("month.back"), this.ways.start)),
        make("p", { class: "say", role: "alert" }, problem));
    }
  }

  /**
   * @param {string} [month]
   * @returns {Promise<MonthData>}
   */
  async load(month) {
    const { keeps, people } = /** @type {People} */ (await this.server.json("/api/people"));
    if (!keeps) {
      throw new Refusal("", true);
    }
    this.people = people.map(({ name }) => name);
    if (this.person && !this.people.includes(this.person)) {
      this.person = undefined;
    }
    const asked = new URLSearchParams({ language: words.current(), ...(this.person && { person: this.person }), ...(month && { month }) });
    const data = /** @type {MonthData} */ (await this.server.json(`/api/month?${asked}`));
    this.person = data.person;
    return data;
  }

  /**
   * @param {MonthData} data
   * @param {string} said
   * @param {string} [deleted]
   */
  show(data, said, deleted) {
    const title = make("h1", { tabindex: "-1" }, data.headline);
    const some = data.sessions.length > 0;
    const changed = changes(data);
    const parts = [
      make("div", { class: "bar-of" }, button(words.text("month.back"), this.ways.start, { id: "month-back" }), this.personChoice(data),
        button(words.text("month.print"), () => window.print())),
      make("p", { class: "top-of" }, make("b", {}, "FormCheck"), make("bdi", {}, data.person)),
      title,
      make("p", { class: "week-of" }, data.thisWeek, data.nextSession && make("b", { id: "next-session" }, nextSession(data.nextSession))),
      said && make("p", { class: "say calm", role: "status" }, said),
      deleted && make("p", { class: "row" }, button(words.text("page.undo"), () => this.undo(deleted), { id: "undo-delete" })),
      make("div", { class: "two" }, this.calendar(data), changed ?? suggestion(data.suggestion)),
      changed && suggestion(data.suggestion),
      reminders(this.server, data),
      around(),
      data.sessions.length > 1 && this.trends.section(data), // one session is no trend
      some && sessionTable(data, this.ways.report),
      moving(this.server, data, (done) => this.open({ said: done })),
      this.trash(data),
      (some || data.trash.length > 0) && make("p", { class: "row" },
        button(words.text("page.erase", { person: data.person }), () => this.erase(data.person), { id: "erase", class: "btn plain danger" })),
    ];
    this.root.replaceChildren(...parts.filter((part) => part instanceof Node));
    this.trends.draw();
    window.scrollTo(0, 0);
    title.focus({ preventScroll: true });
    document.documentElement.dataset.month = data.month;
  }

  /** @param {MonthData} data */
  personChoice(data) {
    if (this.people.length < 2) {
      return undefined;
    }
    const select = make("select", { id: "person", onchange: () => this.open({ person: select.value }) },
      this.people.map((name) => make("option", { value: name, selected: name === data.person }, name)));
    return make("label", { class: "pick" }, words.text("month.person"), select);
  }

  /** @param {MonthData} data */
  calendar({ weeks, title, previous, next }) {
    const turn = (/** @type {string} */ month, /** @type {string} */ label, /** @type {string} */ id, /** @type {string} */ sign) =>
      button(sign, () => this.open({ month }), { "aria-label": label, id, class: "btn plain turn" });
    const rows = weeks.map(({ days, done, wanted }) => make("tr", {},
      days.map(({ day, date, inside, today, sessions }) => {
        const last = sessions.at(-1);
        return make("td", { class: `${inside ? "" : "outside"} ${today ? "today" : ""}` }, last === undefined ? String(day)
          : make("button", {
            type: "button", class: "done", onclick: () => this.ways.report(last), "aria-label": words.text("month.open-of", { day: date }),
          }, String(day)));
      }),
      make("td", { class: "wk" }, words.text("month.week-of", { done, wanted }),
        make("span", { class: "pips", "aria-hidden": "true" }, Array.from({ length: wanted }, (_, i) => make("i", { class: i < done ? "on" : "" }))))));
    return make("section", { "aria-labelledby": "calendar-title" },
      make("div", { class: "head" }, make("h2", { id: "calendar-title" }, `${words.text("month.calendar")}, ${title}`),
        make("span", { class: "turns" },
          turn(previous, words.text("month.previous"), "previous", "‹"), turn(next, words.text("month.next"), "following", "›"))),
      make("table", { class: "cal" },
        make("thead", {}, make("tr", {}, words.list("month.days").map((day) => make("th", { scope: "col" }, day)),
          make("th", { scope: "col", class: "wk" }, words.text("month.week")))),
        make("tbody", {}, rows)));
  }

  // ---------------------------------------------------------------- what was deleted, and the end of everything

  /**
   * What was deleted, for as long as it can be restored.
   * @param {MonthData} data
   */
  trash({ trash }) {
    if (!trash.length) {
      return undefined;
    }
    return make("section", { class: "trash-of", "aria-labelledby": "trash-title" }, make("h2", { id: "trash-title" }, words.text("month.trash")),
      make("p", { class: "small quiet" }, words.text("month.trash.note")),
      make("ul", {}, [...trash].reverse().map(({ id, day, text }) => make("li", {},
        make("span", {}, text),
        button(words.text("month.trash.back"), () => this.undo(id), {
          class: "btn plain", "data-trashed": id, "aria-label": words.text("month.trash.back-of", { day }),
        })))));
  }

  /** @param {string} session id */
  async undo(session) {
    try {
      await this.server.ask(`/api/sessions/${session}/undo-delete`, { method: "POST" });
      this.open({ said: words.text("page.undone") });
    } catch (e) {
      this.open({ said: words.text("month.failed", { problem: messageOf(e) }) });
    }
  }

  /** @param {string} person */
  async erase(person) {
    if (await confirm(words.text("page.erase.title", { person }), words.text("page.erase.words"))) {
      try {
        const answer = await this.server.ask(`/api/people?person=${encodeURIComponent(person)}`, { method: "DELETE" });
        await this.ways.erased(answer.headers.has("X-FormCheck-Forgotten"));
        this.person = undefined;
        this.open({ said: words.text("page.erased") });
      } catch (e) {
        this.open({ said: words.text("month.failed", { problem: messageOf(e) }) });
      }
    }
  }
}

/** @param {MonthData} data */
function changes({ changes: all }) {
  if (!all.length) {
    return undefined;
  }
  const heads = [words.text("report.measured"), words.text("month.changes.first"), words.text("month.changes.now")];
  return make("section", { "aria-labelledby": "changes-title" }, make("h2", { id: "changes-title" }, words.text("month.changes")),
    make("table", { class: "plain-table" },
      make("thead", {}, make("tr", {}, heads.map((name) => make("th", { scope: "col" }, name)), make("td", { class: "beside" }))),
      make("tbody", {}, all.map(({ name, first, now, verdict }) => make("tr", {},
        make("th", { scope: "row" }, name, make("span", { class: "small quiet below" }, verdict)),
        make("td", { class: "num" }, first), make("td", { class: "num" }, make("b", {}, now)), make("td", { class: "small beside" }, verdict))))),
    make("p", { class: "small quiet" }, words.text("month.changes.note")));
}

/** @param {Suggestion} suggestion */
function suggestion({ title, kind, reasons }) {
  return make("section", { class: "suggestion", "aria-labelledby": "suggestion-title", "data-kind": kind },
    make("h2", { id: "suggestion-title" }, title),
    make("ul", { class: "whys" }, reasons.map(({ state, stateName, text }) => make("li", { "data-state": state }, checkSign(SIGNS[state]),
      make("span", {}, make("span", { class: "vh" }, `${stateName}: `), text)))),
    make("p", { class: "small quiet" }, words.text("month.suggestion.note")));
}
