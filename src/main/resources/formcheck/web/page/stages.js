// Which stages of a session belong together.

/** @import { Panel, Stage } from "./messages.js" */

/**
 * The panel of each stage, as the server lists them. A test compares both lists.
 * @type {Record<Stage, Panel>}
 */
const PANELS = {
  "head-turn": "head",
  "head-usual": "head",
  "head-tall": "head",
  "head-result": "head",
  placement: "placement",
  baseline: "baseline",
  "raise-most": "baseline",
  "raise-forward": "baseline",
  prove: "prove",
  "prove-result": "prove",
  countdown: "countdown",
  set: "set",
  rest: "rest",
  pain: "rest",
  done: "rest",
};

/** Steps of the head check, in order, without its result. */
export const HEAD_STEPS = Object.entries(PANELS)
  .filter(([stage, panel]) => panel === "head" && stage !== "head-result")
  .map(([stage]) => stage.slice("head-".length));

/** Every panel once. */
export const ALL_PANELS = [...new Set(Object.values(PANELS))];

/**
 * Returns the panel that a stage is shown in.
 * @param {Stage} stage
 */
export function panelOf(stage) {
  return PANELS[stage];
}

/**
 * Whether no set is under way and none is being prepared.
 * @param {Stage} stage
 */
export function isResting(stage) {
  return PANELS[stage] === "rest";
}
