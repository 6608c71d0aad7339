import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { headCue, headView, headWords } from "../../main/resources/formcheck/web/page/head-check.js";
import { provenWords, provingCue, provingView } from "../../main/resources/formcheck/web/page/proving.js";
import { ALL_PANELS, isResting, panelOf } from "../../main/resources/formcheck/web/page/stages.js";
import { baselineSteps, stepStates } from "../../main/resources/formcheck/web/page/step-states.js";
import { state, useKeys } from "./support.js";

/** @import { ProvenVerdict, Proving, SessionState } from "../../main/resources/formcheck/web/page/messages.js" */

beforeEach(() => useKeys());

test("each stage has a panel, and a rest is none of a set", () => {
  assert.deepEqual(ALL_PANELS.sort(), ["baseline", "countdown", "head", "placement", "prove", "rest", "set"]);
  assert.equal(panelOf("raise-most"), "baseline");
  assert.equal(panelOf("prove-result"), "prove");
  assert.deepEqual(["rest", "pain", "done"].map((stage) => isResting(/** @type {SessionState["stage"]} */ (stage))), [true, true, true]);
  assert.equal(isResting("set"), false);
});

test("steps before the current one are done, the current one is partly done", () => {
  assert.deepEqual(stepStates(["a", "b", "c"], 1, 0.4), [
    { name: "a", now: false, done: true, share: 1 },
    { name: "b", now: true, done: false, share: 0.4 },
    { name: "c", now: false, done: false, share: 0 },
  ]);
  assert.ok(stepStates(["a"], -1, 0.4).every((step) => !step.now && !step.done && step.share === 0));
});

test("the two raises stay hidden during the baseline of someone who did not ask for them", () => {
  assert.deepEqual(baselineSteps("baseline", 0.5, false).map((step) => step.hidden), [false, true, true]);
  assert.deepEqual(baselineSteps("baseline", 0.5, true).map((step) => step.hidden), [false, false, false]);
  assert.deepEqual(baselineSteps("raise-forward", 0.5, false).map((step) => [step.hidden, step.share]), [[false, 1], [false, 1], [false, 0.5]]);
});

// ---------------------------------------------------------------- the check of the head

test("the check of the head asks for its step, or says what prevents it", () => {
  assert.equal(headCue(state({ stage: "head-turn" })).text, "cue.head-turn");
  assert.equal(headCue(state({ stage: "head-turn", advice: "turned-too-little" })).text, "cue.head-turn");
  assert.equal(headCue(state({ stage: "head-turn", advice: "turned-too-far" })).text, "advice.turned-too-far");
  assert.equal(headCue(state({ stage: "head-usual", advice: "turned-too-little" })).text, "advice.turned-too-little");
});

test("the panel of the head shows its step, then its result", () => {
  const during = headView(state({ stage: "head-usual", progress: 0.3 }));
  assert.deepEqual(during.steps.map(({ now, done, share }) => [now, done, share]), [[false, true, 1], [true, false, 0.3], [false, false, 0]]);
  assert.deepEqual([during.title, during.finished, during.foot], ["head.title", false, "head.foot-hold"]);
  assert.equal(headView(state({ stage: "head-turn" })).foot, "head.foot-turn");
  const result = headView(state({ stage: "head-result", head: { verdict: "in-line" } }));
  assert.deepEqual([result.title, result.finished, result.foot], ["head.in-line", true, "head.foot-result"]);
  assert.ok(result.steps.every((step) => step.done));
});

test("a head that could not be judged has its reason", () => {
  assert.equal(headWords({ verdict: "forward" }), "head.forward");
  assert.equal(headWords({ verdict: "not-judged", why: "ear-hidden" }), "head.not-judged why=why.ear-hidden");
});

// ---------------------------------------------------------------- the proof of verdicts

/** @type {Proving} */
const PROVING = { contrast: "elbows", number: 2, times: 2, word: "back", progress: 0.25, done: 4, all: 7 };
/** @type {ProvenVerdict} */
const PASSED = { contrast: "squeeze", right: 6, wrong: 0, shown: 6, outcome: "passed" };
/** @type {ProvenVerdict} */
const REFUTED = { contrast: "slouch", right: 1, wrong: 2, shown: 4, outcome: "refuted" };

/**
 * @param {Partial<Proving>} proving
 * @param {Partial<SessionState>} [more]
 */
function shown(proving, more = {}) {
  return { ...state({ stage: "prove", ...more }), proving: { ...PROVING, ...proving } };
}

test("only the announcement and the raise name the contrast", () => {
  assert.equal(provingCue(shown({ word: "read" })).text, "cue.prove-read-elbows");
  assert.equal(provingCue(shown({ word: "up" })).text, "cue.prove-up-elbows");
  assert.equal(provingCue(shown({ word: "back" })).text, "cue.prove-back");
});

test("what prevents a posture is said instead, in other words where there are none", () => {
  assert.equal(provingCue(shown({}, { advice: "arms-low" })).text, "advice.arms-low");
  assert.equal(provingCue(shown({}, { advice: "of-tomorrow" })).text, "advice.prove-unseen");
});

test("after the last posture the person waits, then rests", () => {
  assert.equal(provingCue(shown({}, { stage: "prove-result" })).text, "cue.prove-wait");
  assert.equal(provingCue(shown({ found: [] }, { stage: "prove-result" })).text, "cue.prove-result");
});

test("the panel counts the raises of the contrast that is shown", () => {
  const { steps, foot, title, finished } = provingView(shown({}));
  assert.deepEqual(steps.map((step) => step.text), ["prove.squeeze", "prove.count n=2 of=2 what=prove.elbows", "prove.slouch"]);
  assert.deepEqual(steps.map((step) => step.share), [1, 0.25, 0]);
  assert.deepEqual(steps.map((step) => step.sign), ["right", "waiting", "waiting"]);
  assert.deepEqual([title, foot, finished], ["prove.title", "prove.foot", false]);
  assert.equal(provingView(shown({ word: "read" })).foot, "prove.foot-read");
});

test("the result names what was found, and hides what was not shown", () => {
  const { steps, foot } = provingView(shown({ found: [PASSED, REFUTED] }, { stage: "prove-result" }));
  assert.deepEqual(steps.map((step) => step.hidden), [false, true, false]);
  assert.equal(steps[0]?.text, "prove.found right=6 shown=6 what=prove.squeeze");
  assert.equal(steps[2]?.text, "prove.found-wrong right=1 shown=4 what=prove.slouch wrong=2");
  assert.deepEqual(steps.map((step) => step.sign), ["right", "waiting", "wrong"]);
  assert.ok(steps.every((step) => !step.now && !step.done));
  assert.equal(foot, "prove.foot-passed");
});

test("the foot of the result says what changes", () => {
  const foot = (/** @type {ProvenVerdict[] | undefined} */ found) => provingView(shown({ found }, { stage: "prove-result" })).foot;
  assert.equal(foot(undefined), "prove.foot-wait");
  assert.equal(foot([]), "prove.foot-nothing");
  assert.equal(foot([REFUTED]), "prove.foot-open");
});

test("the start page names only what was proven", () => {
  const proof = { ...PASSED, on: "2026-11-30", source: "camera" };
  /** @type {import("../../main/resources/formcheck/web/page/messages.js").KnownPerson} */
  const person = { name: "Ada", pictures: "none", days: 30, provenDecides: false, proven: [proof, { ...proof, outcome: "open" }] };
  assert.equal(provenWords(person), "person.proven list=person.proven-one day=Nov 30 right=6 shown=6 what=prove.squeeze");
  assert.equal(provenWords({ ...person, proven: [] }), "");
  assert.equal(provenWords(), "");
});
