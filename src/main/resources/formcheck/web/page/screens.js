// The screens of the page, of which one is shown, and the problem that takes the place of another screen.

import { byId, make } from "./dom.js";
import { problemView } from "./problems.js";

/** @import { Values } from "./words.js" */
/** @typedef {"safety" | "start" | "lesson" | "live" | "report" | "month" | "problem"} Screen */

/** @type {Screen[]} */
const SCREENS = ["safety", "start", "lesson", "live", "report", "month", "problem"];

export class Screens {
  /** @param {{ shown: (screen: Screen) => void, interrupted: () => void }} listener interrupted: by a problem */
  constructor(listener) {
    this.listener = listener;
    /** @type {Screen | ""} */
    this.current = "";
    /** @type {Screen | ""} The screen in whose place a problem is shown */
    this.behind = "";
    /** The kind of the last problem. */
    this.kind = "";
  }

  /** @param {Screen} screen */
  show(screen) {
    this.current = screen;
    for (const name of SCREENS) {
      byId(name).hidden = name !== screen;
    }
    document.body.dataset.screen = screen;
    window.scrollTo(0, 0);
    this.listener.shown(screen);
  }

  /**
   * Whether a problem of this kind is shown.
   * @param {...string} kinds
   */
  shows(...kinds) {
    return this.current === "problem" && kinds.includes(this.kind);
  }

  /**
   * Shows a problem.
   * @param {string} kind
   * @param {Values} [values] for its words
   */
  problem(kind, values = {}) {
    if (this.current !== "problem") {
      this.behind = this.current;
    }
    this.kind = kind;
    const view = problemView(kind, values);
    byId("problem-title").textContent = view.title;
    byId("problem-words").textContent = view.words;
    byId("problem-todo").replaceChildren(...view.todo.map((text) => make("li", {}, make("span", {}, text))));
    const again = byId("problem-again");
    again.hidden = view.again === undefined;
    again.textContent = view.again ?? "";
    byId("problem-back").hidden = !view.back;
    document.documentElement.dataset.problem = kind;
    this.listener.interrupted();
    if (this.current !== "problem") {
      this.show("problem");
      byId("problem-title").focus({ preventScroll: true });
    }
  }

  /**
   * Returns to the screen behind, if one of these problems is shown.
   * @param {...string} kinds
   */
  solved(...kinds) {
    if (this.shows(...kinds)) {
      this.clearProblem();
      this.show(this.behind || "start");
    }
  }

  clearProblem() {
    delete document.documentElement.dataset.problem;
  }
}
