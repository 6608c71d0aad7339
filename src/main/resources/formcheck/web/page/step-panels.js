// The panels before a set: the placement's checks, the baseline, the check of the head, and the proof of verdicts.

import { byId, fillBar, markStep, write } from "./dom.js";
import { isOpen } from "./cue-line.js";
import { checkSign } from "./drawings.js";
import { headView } from "./head-check.js";
import { provingView } from "./proving.js";
import { baselineSteps } from "./step-states.js";
import * as words from "./words.js";

/** @import { PlacementCheck, Proving, SessionState, Stage } from "./messages.js" */

/** @type {Record<string, string>} The bar of each step of the baseline */
const BASELINE_BARS = { tall: "baseline-bar", most: "most-bar", forward: "forward-bar" };

/**
 * Shows the checks. The first one that is wrong, or else that waits, comes next.
 * @param {PlacementCheck[]} checks
 */
export function showChecks(checks) {
  const next = checks.find((check) => check.state === "wrong") ?? checks.find((check) => check.state === "waiting" && !isOpen(check));
  byId("checks").replaceChildren(...checks.map((check) => {
    const item = document.createElement("li");
    item.className = check.state === "wrong" ? "wrong" : check === next ? "next" : "";
    item.dataset.check = check.id;
    item.dataset.state = check.state;
    const name = document.createElement("span");
    name.textContent = words.text(`check.${check.id}`);
    item.append(checkSign(check.state), name);
    return item;
  }));
}

/**
 * Shows the three things that are learned of a person.
 * @param {Stage} stage
 * @param {number} progress 0 to 1
 * @param {boolean} raises whether the two raises were asked for
 */
export function showBaseline(stage, progress, raises) {
  for (const step of baselineSteps(stage, progress, raises)) {
    const item = byId(`step-${step.name}`);
    item.hidden = step.hidden;
    markStep(item, step);
    fillBar(BASELINE_BARS[step.name] ?? "", step.share);
  }
}

/**
 * Shows the check of the head.
 * @param {SessionState} state
 */
export function showHead(state) {
  const view = headView(state);
  write("head-title", view.title);
  byId("head-steps").hidden = view.finished;
  for (const step of view.steps) {
    markStep(byId(`step-head-${step.name}`), step);
    fillBar(`head-${step.name}-bar`, step.share);
  }
  write("head-foot", view.foot);
}

/**
 * Shows the proof of verdicts.
 * @param {SessionState & { proving: Proving }} state
 */
export function showProving(state) {
  const { proving } = state;
  const view = provingView(state);
  write("prove-title", view.title);
  byId("panel-prove").dataset.word = proving.word; // for whoever does what is asked and cannot read, such as a test
  byId("prove-steps").toggleAttribute("data-found", Boolean(proving.found));
  for (const step of view.steps) {
    const item = byId(`step-prove-${step.name}`);
    markStep(item, step);
    item.hidden = step.hidden;
    write(`prove-${step.name}-text`, step.text);
    byId(`prove-${step.name}-bar`).hidden = view.finished;
    fillBar(`prove-${step.name}-bar`, step.share);
    if (item.dataset.sign !== step.sign) {
      item.dataset.sign = step.sign;
      item.firstElementChild?.replaceChildren(checkSign(step.sign));
    }
  }
  write("prove-foot", view.foot);
}
