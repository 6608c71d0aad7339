// The panel of a running set: the count, the row of repetitions, and the level of the arms.

import { armLevel, barbellY, topFor } from "./arm-level.js";
import { byId, byIdAs, svg } from "./dom.js";
import { drawRow, numerals } from "./drawings.js";
import * as words from "./words.js";

/** @import { SessionState, SetState } from "./messages.js" */

/** Where the weights of the barbell are, in units of its drawing. */
const ENDS = [30, 270];

export class SetPanel {
  constructor() {
    this.limit = 0;
    this.top = topFor(0);
    /** What is shown; -1 for nothing yet. */
    this.count = -1;
    this.rowKey = "";
    this.labelKey = "";
    /** @type {{ lines: SVGLineElement[], weights: SVGLineElement[] } | null} */
    this.barbell = null;
  }

  /** Begins another session. */
  begin() {
    this.limit = 0;
    this.count = -1;
  }

  /** Shows everything anew with the next message. */
  anew() {
    this.rowKey = "";
    this.labelKey = "";
  }

  /**
   * Shows a state of the set, and returns whether the count has grown.
   * @param {SessionState} state
   * @param {SetState} set
   * @param {boolean} urgent whether the arms are lowered too fast
   */
  show(state, set, urgent) {
    const grown = this.showCount(set.count, state.target);
    this.showRow(state, set);
    this.showLevel(state, set, urgent);
    return grown;
  }

  /**
   * @param {number} count
   * @param {number} target
   */
  showCount(count, target) {
    if (count === this.count) {
      return false;
    }
    const grown = count > this.count && this.count >= 0;
    this.count = count;
    const now = byId("count-now");
    now.replaceChildren(numerals(count));
    byId("count-of").replaceChildren(numerals(`/${target}`));
    byId("count").setAttribute("aria-label", words.text("set.count", { count, target }));
    now.classList.remove("new");
    if (grown) {
      void now.offsetWidth; // starts the animation again
      now.classList.add("new");
    }
    return grown;
  }

  /**
   * @param {SessionState} state
   * @param {SetState} set
   */
  showRow({ phase, target, most }, { count, marks }) {
    const busy = phase !== "rest";
    const places = count >= target ? most : target;
    const key = `${marks.length} ${busy} ${places}`;
    if (key !== this.rowKey) {
      this.rowKey = key;
      const row = byIdAs("reps", SVGSVGElement);
      drawRow(row, marks, places, busy);
      row.setAttribute("aria-label", words.text("set.reps"));
    }
  }

  // ---------------------------------------------------------------- the level of the arms

  /**
   * @param {SessionState} state
   * @param {SetState} set
   * @param {boolean} urgent
   */
  showLevel(state, set, urgent) {
    this.aim(state.heightLimit, state.heightTolerance);
    const view = armLevel(state, urgent, this.top);
    const tank = byId("tank");
    tank.classList.toggle("falling", view.lowering);
    tank.classList.toggle("fault", view.fault);
    tank.classList.toggle("unseen", view.unseen);
    tank.style.setProperty("--level", String(view.level));
    tank.style.setProperty("--mid", String(view.middle));
    byId("your-arms").hidden = set.number > 1 || set.marks.length > 1;
    this.scale(view.top);
    this.drawBarbell(view.left, view.right);
    const key = `${view.said.arms} ${view.said.level}`;
    if (key !== this.labelKey) {
      this.labelKey = key;
      tank.setAttribute("aria-label", words.text(view.lowering ? "set.tank-level" : "set.tank", view.said));
    }
  }

  /**
   * Shows the elevation to reach as the exercise has it. What counts is shaded up to what is wanted.
   * @param {number} limit degrees
   * @param {number} tolerance degrees below it that count all the same
   */
  aim(limit, tolerance) {
    if (limit === this.limit) {
      return;
    }
    this.limit = limit;
    this.scale(topFor(limit), true);
    for (const id of ["tank", "limit-label"]) {
      byId(id).style.setProperty("--limit", String(limit));
    }
    byId("tank").style.setProperty("--counts", String(limit - tolerance));
    byId("limit-label").textContent = words.text("set.limit", { limit });
  }

  /**
   * @param {number} top elevation at the top of the drawing, degrees
   * @param {boolean} [always] also where it stays the same
   */
  scale(top, always = false) {
    if (always || top !== this.top) {
      this.top = top;
      byId("panel-set").style.setProperty("--hi", String(top));
    }
  }

  /**
   * Draws the arms as a barbell. The person's left is on the left, as in a mirror.
   * @param {number} left elevation, degrees
   * @param {number} right elevation, degrees
   */
  drawBarbell(left, right) {
    this.barbell ??= makeBarbell();
    const heights = [barbellY(left, this.top), barbellY(right, this.top)];
    const [y1, y2] = heights.map(String);
    for (const line of this.barbell.lines) {
      line.setAttribute("y1", y1 ?? "");
      line.setAttribute("y2", y2 ?? "");
    }
    this.barbell.weights.forEach((weight, i) => {
      const y = heights[i % 2] ?? 0;
      const half = i < 2 ? 13 : 11;
      weight.setAttribute("y1", String(y - half));
      weight.setAttribute("y2", String(y + half));
    });
  }
}

/** Makes the barbell: each line twice, a wide one for the edge under a narrow one. */
function makeBarbell() {
  const [left = 0, right = 0] = ENDS;
  const layers = [{ stroke: "var(--surface)", bar: 24, weight: 34 }, { stroke: "var(--ink)", bar: 16, weight: 26 }];
  const line = (/** @type {number} */ x1, /** @type {number} */ x2, /** @type {string} */ stroke, /** @type {number} */ width) =>
    svg("line", { x1, x2, stroke, "stroke-width": width, "vector-effect": "non-scaling-stroke", "stroke-linecap": "butt" });
  const lines = layers.map(({ stroke, bar }) => line(left, right, stroke, bar));
  const weights = layers.flatMap(({ stroke, weight }) => ENDS.map((x) => line(x, x, stroke, weight)));
  byIdAs("barbell", SVGSVGElement).replaceChildren(...layers.flatMap((_, i) => [...lines.slice(i, i + 1), ...weights.slice(2 * i, 2 * i + 2)]));
  return { lines, weights };
}
