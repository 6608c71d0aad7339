// The page between sets and after the last one: the summary, the clock, and the question for pain.

import { byId, byIdAs, fillBar, svg } from "./dom.js";
import { numerals, repMark } from "./drawings.js";
import { restView } from "./rest-clock.js";
import { summaryView, tallyOf } from "./set-summary.js";
import * as words from "./words.js";

/** @import { RepMark, SessionState, SetState } from "./messages.js" */

const MOST_PAIN = 10;
/** The chart of the summary, in its own units: its width, where bars begin, and how high a full one is. */
const CHART = { width: 736, top: 24, height: 130 };

export class RestPanel {
  constructor() {
    this.variant = "";
    /** Whether proven verdicts decide what is clean. */
    this.decides = false;
    /** Longest rest so far, seconds. */
    this.longest = 1;
    this.summaryKey = "";
    this.clockKey = "";
    this.painKey = "";
  }

  /** Shows everything anew with the next message. */
  anew() {
    this.summaryKey = "";
    this.clockKey = "";
    this.painKey = "";
  }

  /** @param {SessionState} state */
  show(state) {
    const { head, set, stage } = state;
    const summaryKey = JSON.stringify([head, set, stage]);
    if (summaryKey !== this.summaryKey) {
      this.summaryKey = summaryKey;
      this.showSummary(state);
    }
    const clockKey = `${stage} ${Math.ceil(state.secondsLeft)}`;
    if (clockKey !== this.clockKey) {
      this.clockKey = clockKey;
      this.showClock(state);
    }
  }

  /** @param {SessionState} state */
  showClock(state) {
    const view = restView(state, this.variant, this.longest);
    this.longest = view.longest;
    byId("rest-title").textContent = view.title;
    const clock = byId("clock");
    clock.hidden = !view.clock;
    byId("rest-bar").hidden = !view.clock;
    if (view.clock) {
      clock.replaceChildren(numerals(view.clock.text));
      clock.setAttribute("aria-label", view.clock.label);
      fillBar("rest-bar", view.clock.share);
    }
    byId("rest-foot").textContent = view.foot;
    const next = byId("next-set");
    next.textContent = view.next;
    next.hidden = !view.next;
    byId("finish").hidden = view.done;
    byId("show-report").hidden = !view.done;
    this.showPainScale(state.set);
  }

  /** @param {SetState} [set] */
  showPainScale(set) {
    const key = `${set?.number} ${set?.pain}`;
    if (key === this.painKey) {
      return;
    }
    this.painKey = key;
    byId("pain-scale").replaceChildren(...Array.from({ length: MOST_PAIN + 1 }, (_, level) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = String(level);
      button.dataset.level = String(level);
      button.setAttribute("aria-pressed", String(set?.pain === level));
      return button;
    }));
  }

  // ---------------------------------------------------------------- the summary

  /** @param {SessionState} state */
  showSummary(state) {
    const view = summaryView(state, this.decides);
    const marks = state.set?.marks ?? [];
    byId("summary-title").replaceChildren(view.title[0] ?? "", document.createElement("br"), view.title[1] ?? "");
    byIdAs("summary-bars", SVGSVGElement).classList.toggle("none", !marks.length);
    this.showBars(marks, state.target);
    this.showTally(marks);
    byId("advice").textContent = view.advice;
    byId("squeeze").textContent = view.squeeze;
    byId("unjudged").textContent = view.unjudged;
    byId("head-summary").hidden = !view.head;
    byId("head-summary").textContent = view.head;
  }

  /**
   * @param {RepMark[]} marks
   * @param {number} target repetitions of a set
   */
  showBars(marks, target) {
    const chart = byIdAs("summary-bars", SVGSVGElement);
    const step = CHART.width / Math.max(target, marks.length);
    const aim = CHART.top + CHART.height * 0.25; // 3 of 4 seconds
    const label = svg("text", { x: CHART.width, y: 20, "text-anchor": "end", "font-size": 28, "font-weight": 600, fill: "var(--ink)" });
    label.textContent = words.text("summary.aim");
    chart.replaceChildren(
      svg("path", { d: `M0 ${aim}H${CHART.width}`, stroke: "var(--ink)", "stroke-width": 3, "stroke-dasharray": "8 5" }),
      label,
      ...marks.flatMap((mark, i) => this.bar(mark, i, step)));
    chart.setAttribute("aria-label", words.text("summary.bars", { count: marks.length }));
  }

  /**
   * Draws one repetition. The first one, every fifth and each one with a fault have a number.
   * @param {RepMark} mark
   * @param {number} i index
   * @param {number} step width of a place
   */
  bar(mark, i, step) {
    const bar = repMark(mark, 0, step * 0.8, CHART.height, 1.3);
    bar.setAttribute("transform", `translate(${(i * step).toFixed(1)},${CHART.top})`);
    const wrong = mark.kind !== "clean" && mark.kind !== "unjudged";
    if (i !== 0 && (i + 1) % 5 !== 0 && !wrong) {
      return [bar];
    }
    const number = svg("text", {
      x: (i * step + step * 0.4).toFixed(1), y: 187, "text-anchor": "middle", "font-size": 28, fill: "var(--ink)",
      "font-weight": wrong ? 700 : 400,
    });
    number.textContent = words.number(i + 1);
    return [bar, number];
  }

  /** @param {RepMark[]} marks */
  showTally(marks) {
    byId("tally").replaceChildren(...tallyOf(marks).map(({ kind, text, mark }) => {
      const item = document.createElement("li");
      item.dataset.kind = kind;
      item.append(svg("svg", { viewBox: "0 0 26 44", "aria-hidden": "true" }, repMark(mark, 0, 26, 44, 0.9)), text);
      return item;
    }));
  }
}
