// Steps that come one after the other, as every panel with a list of steps shows them.

/**
 * @typedef {object} StepState
 * @property {string} name
 * @property {boolean} now whether it is under way
 * @property {boolean} done whether it is over
 * @property {number} share how much of it is done, 0 to 1
 */

/**
 * Returns the state of each step.
 * @param {string[]} names in their order
 * @param {number} current index of the step under way; -1 before the first one
 * @param {number} progress of that step, 0 to 1
 * @returns {StepState[]}
 */
export function stepStates(names, current, progress) {
  return names.map((name, index) => {
    const now = index === current;
    const done = index < current;
    return { name, now, done, share: now ? progress : done ? 1 : 0 };
  });
}

const BASELINE_STEPS = ["tall", "most", "forward"];
const BASELINE_STAGES = ["baseline", "raise-most", "raise-forward"];

/**
 * Returns the three calibration steps. The two raises stay hidden while the baseline is taken of someone who
 * did not ask for them.
 * @param {string} stage
 * @param {number} progress 0 to 1
 * @param {boolean} raises whether the raises were asked for
 */
export function baselineSteps(stage, progress, raises) {
  const current = BASELINE_STAGES.indexOf(stage);
  return stepStates(BASELINE_STEPS, current, progress).map((step, index) => ({
    ...step,
    hidden: index > 0 && !raises && current === 0,
  }));
}
