import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { announcement, cueLine, isAnnounced, pauseDetail } from "../../main/resources/formcheck/web/page/cue-line.js";
import { set, state, useKeys } from "./support.js";

beforeEach(() => useKeys());

test("a set without a cue shows its phase, and the second of the lowering", () => {
  assert.deepEqual(cueLine(state({ phase: "concentric" })), { kind: "", text: "phase.concentric" });
  assert.deepEqual(cueLine(state({ phase: "eccentric", beat: 2 })), { kind: "", text: "phase.eccentric", beat: 2 });
});

test("a lowering that is too fast is a fault, whatever else is known of it", () => {
  const line = cueLine(state({ phase: "eccentric", beat: 1, cue: { id: "fast-descent", urgency: "descent", text: "Slower" } }));
  assert.deepEqual(line, { kind: "fault", text: "cue.fast-descent", more: "cue.fast-descent.more" });
});

test("a cue has the words of the page, or those of the server where the page has none", () => {
  assert.deepEqual(cueLine(state({ cue: { id: "slouch", urgency: "form", text: "x" } })), { kind: "form", text: "cue.slouch", more: undefined });
  assert.deepEqual(cueLine(state({ cue: { id: "getting-lower", urgency: "form", text: "x" } })),
    { kind: "form", text: "cue.getting-lower", more: "cue.getting-lower.more" });
  assert.equal(cueLine(state({ cue: { id: "of-tomorrow", urgency: "form", text: "Said by the server" } })).text, "Said by the server");
  assert.equal(cueLine(state({ cue: { id: "steady", urgency: "praise", text: "x" } })).kind, "praise");
});

test("a pause comes before every other line, but for the placement, which has its own advice", () => {
  const cue = /** @type {const} */ ({ id: "slouch", urgency: "form", text: "x" });
  assert.deepEqual(cueLine(state({ pause: "lost", cue, set: set({ count: 7 }) })),
    { kind: "pause", text: "pause.lost", detail: "pause.lost.more count=7" });
  assert.equal(cueLine(state({ stage: "placement", pause: "too-dark", advice: "too-dark", checks: [] })).text, "advice.too-dark");
});

test("a pause without more to say has no detail", () => {
  assert.equal(pauseDetail(state({ pause: "of-tomorrow" })), "");
  assert.equal(pauseDetail(state({})), "");
  assert.equal(pauseDetail(state({ pause: "lost", set: undefined })), "pause.lost.more count=0");
});

test("the placement says what to do, else whether everything is right", () => {
  const right = /** @type {const} */ ({ id: "light", state: "right" });
  const waiting = /** @type {const} */ ({ id: "distance", state: "waiting" });
  const open = /** @type {const} */ ({ id: "room", state: "waiting" });
  assert.deepEqual(cueLine(state({ stage: "placement", advice: "too-far", checks: [right, waiting] })), { kind: "advice", text: "advice.too-far" });
  assert.equal(cueLine(state({ stage: "placement", checks: [right, waiting] })).text, "placement.looking");
  assert.equal(cueLine(state({ stage: "placement", checks: [right] })).text, "placement.ready");
  assert.equal(cueLine(state({ stage: "placement", checks: [right, open] })).text, "placement.ready");
});

test("every stage before a set has its line, and a rest has none", () => {
  assert.equal(cueLine(state({ stage: "baseline" })).text, "baseline.cue");
  assert.equal(cueLine(state({ stage: "baseline", advice: "hold-still" })).text, "advice.hold-still");
  assert.equal(cueLine(state({ stage: "raise-most" })).text, "baseline.most.cue");
  assert.equal(cueLine(state({ stage: "raise-forward" })).text, "baseline.forward.cue");
  assert.deepEqual(cueLine(state({ stage: "countdown" })), { kind: "", text: "countdown.cue" });
  assert.equal(cueLine(state({ stage: "head-tall" })).text, "cue.head-tall");
  for (const stage of /** @type {const} */ (["rest", "pain", "done"])) {
    assert.deepEqual(cueLine(state({ stage })), { kind: "", text: "" });
  }
});

test("a line that asks for something is announced with its detail", () => {
  assert.equal(isAnnounced({ kind: "", text: "a" }), false);
  for (const kind of /** @type {const} */ (["fault", "form", "pause", "praise", "advice"])) {
    assert.equal(isAnnounced({ kind, text: "a" }), true);
  }
  assert.equal(announcement({ kind: "form", text: "a", more: "b" }), "a. b");
  assert.equal(announcement({ kind: "pause", text: "a", more: "b", detail: "c" }), "a. c");
  assert.equal(announcement({ kind: "form", text: "a" }), "a");
});
