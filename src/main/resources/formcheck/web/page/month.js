// The month: what was done when, how the figures went, what changed, and whether more load is the next step.

import * as words from "./words.js";
import { tick } from "./figures.js";
import { button, confirm, element } from "./kept.js";
import { trend } from "./trend.js";

const DIGITS = { degrees: 0, s: 1, "%": 0, "": 0 };
const SIGNS = { degrees: "°", s: " s", "%": " %", "": "" };
/** From where to where the axes go at least. */
const AXES = { peak: [60, 150], range: [0, 135], down: [0, 4], hold: [0, 2], asymmetry: [0, 30], clean: [0, 100], fault: [0, 50], pain: [0, 10] };
const LINES = { peak: [[90, "month.counts.least", 80]], down: [[3, "month.aim"]], asymmetry: [[20, "month.limit"]], clean: [[80, "month.aim"]] };

export class Month {
  constructor(root, kept, { report, start, erased }) {
    this.root = root;
    this.kept = kept;
    this.erased = erased;
    this.report = report;
    this.start = start;
    this.load = "";
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.charts());
    addEventListener("resize", () => {
      clearTimeout(this.resized);
      this.resized = setTimeout(() => this.charts(), 150);
    });
  }

  async open({ person, month, said = "", deleted } = {}) {
    this.person = person ?? this.person;
    const asked = new URLSearchParams({ language: words.current() });
    if (this.person) {
      asked.set("person", this.person);
    }
    if (month) {
      asked.set("month", month);
    }
    try {
      const { keeps, people } = await this.kept.json("/api/people");
      if (!keeps) {
        throw Object.assign(new Error(), { missing: true });
      }
      this.people = people.map(({ name }) => name);
      if (this.person && !this.people.includes(this.person)) {
        this.person = undefined;
        asked.delete("person");
      }
      this.data = await this.kept.json(`/api/month?${asked}`);
      this.person = this.data.person;
      this.show(said, deleted);
    } catch (e) {
      this.root.replaceChildren(element("div", { class: "bar-of" }, button(words.text("month.back"), this.start)),
        element("p", { class: "say", role: "alert" }, e.missing ? words.text("month.off") : words.text("month.failed", { problem: e.message })));
    }
  }

  show(said, deleted) {
    const { data } = this;
    const title = element("h1", { tabindex: "-1" }, data.headline);
    const parts = [
      element("div", { class: "bar-of" }, button(words.text("month.back"), this.start, { id: "month-back" }), this.who(),
        button(words.text("month.print"), () => window.print())),
      element("p", { class: "top-of" }, element("b", {}, "FormCheck"), element("bdi", {}, data.person)),
      title,
      said && element("p", { class: "say calm", role: "status" }, said),
      deleted && element("p", { class: "row" }, button(words.text("page.undo"), () => this.undo(deleted), { id: "undo-delete" })),
      element("div", { class: "two" }, this.calendar(), this.changes()),
      this.suggestion(),
    ];
    if (data.sessions.length) {
      parts.push(this.trends(), this.table());
    }
    parts.push(this.trash());
    if (data.sessions.length || data.trash.length) {
      parts.push(element("p", { class: "row" }, button(words.text("page.erase", { person: data.person }),
        () => this.erase(), { id: "erase", class: "btn plain danger" })));
    }
    this.root.replaceChildren(...parts.filter(Boolean));
    this.charts();
    window.scrollTo(0, 0);
    title.focus({ preventScroll: true });
    document.documentElement.dataset.month = data.month;
  }

  who() {
    if (this.people.length < 2) {
      return "";
    }
    const select = element("select", { id: "person", onchange: () => this.open({ person: select.value }) },
      this.people.map((name) => element("option", { value: name, selected: name === this.data.person }, name)));
    return element("label", { class: "pick" }, words.text("month.person"), select);
  }

  // ---------------------------------------------------------------- calendar

  calendar() {
    const { data } = this;
    const turn = (month, key, id, mark) => button(mark, () => this.open({ month }), { "aria-label": words.text(key), id, class: "btn plain turn" });
    const rows = data.weeks.map(({ days, done, wanted }) => element("tr", {},
      days.map((day) => element("td", { class: `${day.inside ? "" : "outside"} ${day.today ? "today" : ""}` },
        day.sessions.length
          ? element("button", { type: "button", class: "done", onclick: () => this.report(day.sessions[day.sessions.length - 1]),
            "aria-label": words.text("month.open-of", { day: day.date }) }, String(day.day))
          : String(day.day))),
      element("td", { class: "wk" }, words.text("month.week-of", { done, wanted }),
        element("span", { class: "pips", "aria-hidden": "true" }, Array.from({ length: wanted }, (_, i) => element("i", { class: i < done ? "on" : "" }))))));
    return element("section", { "aria-labelledby": "calendar-title" },
      element("div", { class: "head" }, element("h2", { id: "calendar-title" }, `${words.text("month.calendar")}, ${data.title}`),
        element("span", {}, turn(data.previous, "month.previous", "previous", "‹"), turn(data.next, "month.next", "following", "›"))),
      element("table", { class: "cal" },
        element("thead", {}, element("tr", {}, words.list("month.days").map((day) => element("th", { scope: "col" }, day)),
          element("th", { scope: "col", class: "wk" }, words.text("month.week")))),
        element("tbody", {}, rows)),
      element("p", { class: "small quiet" }, data.toGo));
  }

  // ---------------------------------------------------------------- what changed, what is next

  changes() {
    const { changes } = this.data;
    if (!changes.length) {
      return "";
    }
    return element("section", { "aria-labelledby": "changes-title" }, element("h2", { id: "changes-title" }, words.text("month.changes")),
      element("table", { class: "plain-table" },
        element("thead", {}, element("tr", {}, [words.text("report.measured"), words.text("month.changes.first"), words.text("month.changes.now")]
          .map((name) => element("th", { scope: "col" }, name)), element("td", {}))),
        element("tbody", {}, changes.map(({ name, first, now, verdict }) => element("tr", {}, element("th", { scope: "row" }, name),
          element("td", { class: "num" }, first), element("td", { class: "num" }, element("b", {}, now)), element("td", { class: "small" }, verdict))))),
      element("p", { class: "small quiet" }, words.text("month.changes.note")));
  }

  suggestion() {
    const { title, kind, reasons } = this.data.suggestion;
    const sign = { met: "right", unmet: "wrong", unknown: "waiting" };
    return element("section", { class: "suggestion", "aria-labelledby": "suggestion-title", "data-kind": kind },
      element("h2", { id: "suggestion-title" }, title),
      element("ul", { class: "whys" }, reasons.map(({ state, stateName, text }) => element("li", { "data-state": state }, tick(sign[state]),
        element("span", {}, element("span", { class: "vh" }, `${stateName}: `), text)))),
      element("p", { class: "small quiet" }, words.text("month.suggestion.note")));
  }

  // ---------------------------------------------------------------- trends

  trends() {
    const { data } = this;
    const select = element("select", { id: "load", onchange: () => {
      this.load = select.value;
      this.charts();
    } }, element("option", { value: "" }, words.text("month.filter.all")),
    data.loads.map(({ key, name }) => element("option", { value: key, selected: key === this.load }, name)));
    const chart = (id, name, note) => element("div", { class: "trend", "data-trend": id }, element("h3", {}, name),
      element("div", { class: "drawing", role: "img" }), element("p", { class: "small quiet" }, note));
    const faults = data.faults.map(({ id, name, proxy }) => chart(`fault:${id}`, `${words.text("month.faults")}: ${name}`,
      words.text("month.note.fault") + (proxy ? ` ${words.text("report.proxy")}.` : "")));
    return element("section", { "aria-labelledby": "trends-title" },
      element("div", { class: "head" }, element("h2", { id: "trends-title" }, words.text("month.over")),
        element("label", { class: "pick" }, words.text("month.filter"), select)),
      element("p", { class: "small quiet" }, words.text("month.sign")),
      element("div", { class: "trends" }, data.trends.map(({ id, name, note }) => chart(id, name, note)),
        data.sessions.some((session) => session.painBefore !== undefined || session.painAfter !== undefined)
          ? chart("pain", words.text("month.trend.pain"), words.text("month.note.pain")) : "",
        faults));
  }

  charts() {
    if (!this.data || this.root.hidden) {
      return;
    }
    for (const box of this.root.querySelectorAll(".trend")) {
      this.chart(box, box.dataset.trend);
    }
  }

  chart(box, id) {
    const target = box.querySelector(".drawing");
    target.replaceChildren();
    const known = this.data.trends.find((one) => one.id === id);
    const fault = id.startsWith("fault:") ? id.slice(6) : "";
    const pain = id === "pain";
    const value = (session) => known ? session.figures[id]
      : fault ? (session.attempted ? (100 * (session.faults[fault] ?? 0)) / session.attempted : undefined) : session.painAfter ?? session.painBefore;
    const sessions = this.data.sessions.filter((session) => (!this.load || session.loadKey === this.load) && value(session) !== undefined);
    const unit = known?.unit ?? (fault ? "%" : "");
    const name = box.querySelector("h3").textContent;
    if (!sessions.length) {
      target.setAttribute("aria-label", words.text("month.chart.empty"));
      target.append(element("p", { class: "small quiet" }, words.text("month.chart.empty")));
      return;
    }
    const write = (number) => `${words.number(number, DIGITS[unit])}${SIGNS[unit]}`;
    const [least, most] = AXES[known ? id : fault ? "fault" : "pain"];
    const all = sessions.map(value);
    const error = known?.uncertainty ?? 0;
    const series = pain
      ? [{ values: sessions.map((session) => session.painBefore ?? null), dashed: true, hollow: true }, { values: sessions.map((session) => session.painAfter ?? null) }]
      : [{ values: all }];
    trend(target, {
      times: sessions.map((session) => session.at), steps: sessions.map((session) => session.step), series, unit: SIGNS[unit], digits: DIGITS[unit], error,
      lines: (LINES[id] ?? []).map(([at, key, edge]) => ({ value: at, label: words.text(key, { value: write(at), edge: edge ? write(edge) : "" }) })),
      range: [Math.max(0, Math.min(least, ...all.map((one) => one - error))), Math.max(most, ...all.map((one) => one + error))],
    });
    target.setAttribute("aria-label", words.text("month.chart", { name, n: sessions.length, first: write(all[0]), last: write(all[all.length - 1]) }));
  }

  // ---------------------------------------------------------------- the table, and the end of everything

  table() {
    const { data } = this;
    const pain = (session) => `${session.painBefore ?? "–"} / ${session.painAfter ?? "–"}`;
    const heads = [words.text("month.table.day"), words.text("month.table.load"), words.text("month.table.reps"),
      ...data.trends.map(({ name }) => name), words.text("month.table.pain"), words.text("month.table.report")];
    const rows = [...data.sessions].reverse().map((session) => element("tr", {},
      element("th", { scope: "row" }, session.day, data.foundAgain.includes(session.id) ? element("span", { class: "small quiet found" },
        words.text("month.found-again")) : ""),
      element("td", {}, session.load),
      element("td", {}, words.text("month.table.counts", session) + (session.unjudged ? `, ${words.text("month.table.unjudged", { n: session.unjudged })}` : "")),
      data.trends.map(({ id }) => element("td", { class: "num" }, session.texts[id] ?? "–")),
      element("td", { class: "num" }, pain(session)),
      element("td", {}, element("button", { type: "button", class: "link", "data-session": session.id, onclick: () => this.report(session.id),
        "aria-label": words.text("month.open-of", { day: session.day }) }, words.text("month.open")))));
    return element("details", { class: "all-sessions", open: data.sessions.length <= 15 }, element("summary", {}, words.text("month.table")),
      element("div", { class: "scroll-of", tabindex: "0", role: "group", "aria-label": words.text("month.table") },
        element("table", { class: "plain-table" }, element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))),
          element("tbody", {}, rows))));
  }

  /** What was deleted, for as long as it can be brought back. */
  trash() {
    const { trash } = this.data;
    if (!trash.length) {
      return "";
    }
    return element("section", { class: "trash-of", "aria-labelledby": "trash-title" }, element("h2", { id: "trash-title" }, words.text("month.trash")),
      element("p", { class: "small quiet" }, words.text("month.trash.note")),
      element("ul", {}, [...trash].reverse().map(({ id, day, text }) => element("li", {},
        element("span", {}, text),
        button(words.text("month.trash.back"), () => this.undo(id), { class: "btn plain", "data-trashed": id,
          "aria-label": words.text("month.trash.back-of", { day }) })))));
  }

  async undo(session) {
    try {
      await this.kept.ask(`/api/sessions/${session}/undo-delete`, { method: "POST" });
      this.open({ said: words.text("page.undone") });
    } catch (e) {
      this.open({ said: words.text("month.failed", { problem: e.message }) });
    }
  }

  async erase() {
    const { person } = this.data;
    if (await confirm(words.text("page.erase.title", { person }), words.text("page.erase.words"))) {
      try {
        const answer = await this.kept.ask(`/api/people?person=${encodeURIComponent(person)}`, { method: "DELETE" });
        await this.erased(answer.headers.has("X-FormCheck-Forgotten"));
        this.person = undefined;
        this.open({ said: words.text("page.erased") });
      } catch (e) {
        this.open({ said: words.text("month.failed", { problem: e.message }) });
      }
    }
  }
}
