// The charts of the month, one for each measured value and each fault, for all loads or for one.

import { make } from "./dom.js";
import { faultChart, monthChart } from "./month-charts.js";
import { monthLanes } from "./month-lanes.js";
import { trend } from "./trend.js";
import * as words from "./words.js";

/** @import { Month } from "./messages.js" */

/** A window that is being resized draws its charts once it has rested so long, milliseconds. */
const RESIZED = 150;

export class MonthTrends {
  /** @param {HTMLElement} root the page of the month */
  constructor(root) {
    this.root = root;
    /** Key of the load that is shown; "" for all. */
    this.load = "";
    /** @type {Month | null} */
    this.month = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resized = undefined;
    for (const colours of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(colours).addEventListener("change", () => this.draw());
    }
    addEventListener("resize", () => {
      clearTimeout(this.resized);
      this.resized = setTimeout(() => this.draw(), RESIZED);
    });
  }

  /**
   * Makes the section, without its drawings.
   * @param {Month} month
   */
  section(month) {
    this.month = month;
    const { sessions, trends, loads, faults } = month;
    const select = make("select", { id: "load", onchange: () => {
      this.load = select.value;
      this.draw();
    } }, make("option", { value: "" }, words.text("month.filter.all")),
    loads.map(({ key, name }) => make("option", { value: key, selected: key === this.load }, name)));
    const pain = sessions.some((session) => session.painBefore !== undefined || session.painAfter !== undefined);
    const proxy = ` ${words.text("report.proxy")}.`;
    return make("section", { "aria-labelledby": "trends-title" },
      make("div", { class: "head" }, make("h2", { id: "trends-title" }, words.text("month.over")),
        make("label", { class: "pick" }, words.text("month.filter"), select)),
      make("div", { class: "lanes-of" }, make("h3", {}, words.text("month.lanes")), make("div", { id: "month-lanes", role: "img" }),
        make("p", { class: "small quiet" }, words.text("month.lanes.note"))),
      make("p", { class: "small quiet" }, words.text("month.sign")),
      make("div", { class: "trends" },
        trends.map(({ id, name, note }) => chartBox(id, name, note)),
        pain && chartBox("pain", words.text("month.trend.pain"), words.text("month.note.pain")),
        faults.map((fault) =>
          chartBox(faultChart(fault.id), `${words.text("month.faults")}: ${fault.name}`, words.text("month.note.fault") + (fault.proxy ? proxy : "")))));
  }

  /** Draws every chart, in the colours and at the size of now. */
  draw() {
    if (!this.month || this.root.hidden) {
      return;
    }
    const lanes = this.root.querySelector("#month-lanes");
    if (lanes instanceof HTMLElement) {
      monthLanes(lanes, this.month, this.load);
    }
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll(".trend"))) {
      const target = box.querySelector(".drawing");
      if (target instanceof HTMLElement) {
        this.drawChart(this.month, target, box.dataset.trend ?? "", box.querySelector("h3")?.textContent ?? "");
      }
    }
  }

  /**
   * @param {Month} month
   * @param {HTMLElement} target
   * @param {string} id of the chart
   * @param {string} name
   */
  drawChart(month, target, id, name) {
    target.replaceChildren();
    const found = monthChart(month, id, this.load);
    if (found) {
      trend(target, found.chart);
      target.setAttribute("aria-label", words.text("month.chart", { name, n: found.n, first: found.first, last: found.last }));
    } else {
      target.setAttribute("aria-label", words.text("month.chart.empty"));
      target.append(make("p", { class: "small quiet" }, words.text("month.chart.empty")));
    }
  }
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} note
 */
function chartBox(id, name, note) {
  return make("div", { class: "trend", "data-trend": id }, make("h3", {}, name),
    make("div", { class: "drawing", role: "img" }), make("p", { class: "small quiet" }, note));
}
