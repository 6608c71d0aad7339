// Which stages of a session belong together.

/** @import { Stage } from "./messages.js" */
/** @typedef {"head" | "placement" | "baseline" | "prove" | "countdown" | "set" | "rest"} Panel */

/** @type {Record<Stage, Panel>} */
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
