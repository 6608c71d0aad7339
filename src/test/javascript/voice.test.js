import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { VoiceLead } from "../../main/resources/formcheck/web/page/voice-lead.js";
import { KINDS, VoiceQueue } from "../../main/resources/formcheck/web/page/voice-queue.js";
import { marks, set, state, useKeys } from "./support.js";

/** @import { SessionState } from "../../main/resources/formcheck/web/page/messages.js" */
/** @import { LineKind } from "../../main/resources/formcheck/web/page/voice-lead.js" */

/** @type {VoiceLead} */
let lead;
/** Milliseconds. */
let now = 0;

beforeEach(() => {
  useKeys();
  lead = new VoiceLead();
  now = 0;
});

/**
 * Hears a state a tenth of a second later, and returns what is said, as in "count 3".
 * @param {Partial<SessionState>} more
 */
function said(more) {
  now += 100;
  return lead.hear(state(more), now).lines.map(({ kind, text }) => `${kind} ${text}`);
}

/** Begins a set. */
function beginSet() {
  said({ stage: "baseline" });
  return said({});
}

test("a set begins with what to do", () => {
  assert.deepEqual(beginSet(), ["stage voice.go phase.rest"]);
  assert.deepEqual(said({}), []);
});

test("a repetition is counted once, and the last three say what is left", () => {
  beginSet();
  assert.deepEqual(said({ set: set({ count: 1 }) }), ["count 1"]);
  assert.deepEqual(said({ set: set({ count: 1 }) }), []);
  assert.deepEqual(said({ set: set({ count: 11 }) }), ["count 11"]);
  assert.deepEqual(said({ set: set({ count: 12 }) }), ["count 12", "left voice.to-go-3"]);
  assert.deepEqual(said({ set: set({ count: 13 }) }), ["count 13", "left voice.to-go-2"]);
  assert.deepEqual(said({ set: set({ count: 14 }) }), ["count 14", "left voice.to-go-1"]);
  assert.deepEqual(said({ set: set({ count: 15 }) }), ["count 15", "left voice.goal"]);
  assert.deepEqual(said({ set: set({ count: 16 }) }), ["count 16"]);
});

test("a page that is loaded again in a set does not count from the beginning", () => {
  assert.deepEqual(said({ set: set({ count: 7 }) }), []);
  assert.deepEqual(said({ set: set({ count: 8 }) }), ["count 8"]);
});

test("the second set counts from one", () => {
  beginSet();
  said({ set: set({ count: 9 }) });
  said({ stage: "rest", set: set({ count: 9 }) });
  said({ set: set({ number: 2 }) });
  assert.deepEqual(said({ set: set({ number: 2, count: 1 }) }), ["count 1"]);
});

test("a lowering is led by its seconds, unless it is too fast or nothing is judged", () => {
  beginSet();
  const lowering = /** @type {const} */ ({ phase: "eccentric", set: set({ count: 3 }) });
  said({ set: set({ count: 3 }) });
  assert.deepEqual(said({ ...lowering, beat: 1 }), ["beat phase.eccentric"]);
  assert.deepEqual(said({ ...lowering, beat: 1 }), []);
  assert.deepEqual(said({ ...lowering, beat: 2 }), ["beat beat.2"]);
  assert.deepEqual(said({ ...lowering, beat: 3, cue: { id: "fast-descent", urgency: "descent", text: "x" } }), ["fault cue.fast-descent"]);
  assert.deepEqual(said({ ...lowering, beat: 2, pause: "lost" }), []);
});

test("only the first repetition says what to do at the top", () => {
  beginSet();
  assert.deepEqual(said({ phase: "hold" }), ["beat phase.hold"]);
  assert.deepEqual(said({ phase: "hold" }), []);
  said({ set: set({ count: 1 }) });
  assert.deepEqual(said({ phase: "hold", set: set({ count: 1 }) }), []);
});

test("a cue is said with what is shown beside it, and again only after a while", () => {
  beginSet();
  const cue = /** @type {const} */ ({ id: "getting-lower", urgency: "form", text: "x" });
  assert.deepEqual(said({ cue }), ["cue cue.getting-lower. cue.getting-lower.more"]);
  assert.deepEqual(said({ cue }), []);
  said({});
  assert.deepEqual(said({ cue }), []);
  said({});
  now += 6000;
  assert.deepEqual(said({ cue }), ["cue cue.getting-lower. cue.getting-lower.more"]);
});

test("a lowering that is too fast is a fault each time", () => {
  beginSet();
  const fast = /** @type {const} */ ({ phase: "eccentric", cue: { id: "fast-descent", urgency: "descent", text: "x" } });
  assert.deepEqual(said(fast), ["fault cue.fast-descent"]);
  said({});
  assert.deepEqual(said(fast), ["fault cue.fast-descent"]);
});

test("advice of the placement is said once it has lasted, and repeated while it is not followed", () => {
  const far = /** @type {const} */ ({ stage: "placement", advice: "too-far" });
  assert.deepEqual(said(far), []);
  now += 500;
  assert.deepEqual(said(far), ["cue advice.too-far"]);
  now += 10000;
  assert.deepEqual(said(far), []);
  now += 5000;
  assert.deepEqual(said(far), ["cue advice.too-far"]);
});

test("a pause is said once it has lasted, overtakes everything, and its end is said in a set", () => {
  beginSet();
  assert.deepEqual(said({ pause: "lost" }), []);
  now += 500;
  const { overtaken, lines } = lead.hear(state({ pause: "lost" }), now);
  assert.equal(overtaken, true);
  assert.deepEqual(lines, [{ kind: "pause", text: "pause.lost" }]);
  assert.deepEqual(said({}), ["stage voice.go-on"]);
  assert.deepEqual(said({ pause: "lost" }), []);
  assert.deepEqual(said({}), []);
});

test("a pause that becomes another is said, and one without words is not", () => {
  beginSet();
  said({ pause: "lost" });
  now += 500;
  said({ pause: "lost" });
  said({ pause: "nobody-seen" });
  now += 500;
  assert.deepEqual(said({ pause: "nobody-seen" }), ["pause pause.nobody-seen"]);
  said({ pause: "of-tomorrow" });
  now += 500;
  assert.deepEqual(said({ pause: "of-tomorrow" }), []);
});

test("a countdown is counted, and a remark is said once", () => {
  assert.deepEqual(said({ stage: "countdown", secondsLeft: 2.9 }), ["stage countdown.cue"]);
  assert.deepEqual(said({ stage: "countdown", secondsLeft: 1.9 }), ["beat 2"]);
  assert.deepEqual(said({ stage: "countdown", secondsLeft: 1.9, remark: "view-weak" }), ["remark remark.view-weak"]);
  assert.deepEqual(said({ stage: "countdown", secondsLeft: 1.8, remark: "view-weak" }), []);
});

test("the end of a set says the summary and what to put down; the rest says its last seconds", () => {
  lead.variant = "weights";
  beginSet();
  const done = set({ count: 3, marks: marks("clean", "clean", "fast"), advice: { kind: "fast", reps: [3], seconds: 0.8 } });
  assert.deepEqual(said({ stage: "rest", set: done }), [
    "stage summary.done count=3 summary.some-clean clean=2 advice.set.fast-one list=3 seconds=advice.seconds n=0.8 rest.put-down.weights",
  ]);
  assert.deepEqual(said({ stage: "rest", set: done, sounds: ["rest-soon"] }), ["stage voice.rest-soon"]);
  assert.deepEqual(said({ stage: "rest", set: done, sounds: ["rest-over"] }), ["stage voice.rest-over"]);
  assert.deepEqual(said({ stage: "done", set: done }), ["stage done.title"]);
});

test("pain in the rest says what to do, without the summary again", () => {
  beginSet();
  said({ stage: "rest" });
  assert.deepEqual(said({ stage: "pain" }), ["stage pain.title pain.words"]);
});

test("the next stage overtakes what was said of the last one", () => {
  said({ stage: "baseline" });
  assert.equal(lead.hear(state({}), now).overtaken, true);
  assert.equal(lead.hear(state({}), now).overtaken, false);
});

// ---------------------------------------------------------------- one at a time

/**
 * @param {VoiceQueue} queue
 * @param {LineKind} kind
 * @param {number} at
 */
function offer(queue, kind, at) {
  return queue.offer({ kind, text: kind }, at)?.text;
}

test("what is spoken alone is spoken at once", () => {
  const queue = new VoiceQueue();
  assert.equal(offer(queue, "count", 0), "count");
  assert.equal(queue.ended(400), null);
  assert.equal(offer(queue, "cue", 500), "cue");
});

test("a fault interrupts a count, a pause interrupts both a count and a cue, and nothing interrupts a fault", () => {
  const queue = new VoiceQueue();
  offer(queue, "count", 0);
  assert.equal(offer(queue, "fault", 100), "fault");
  for (const kind of /** @type {LineKind[]} */ (Object.keys(KINDS))) {
    assert.equal(offer(queue, kind, 200), undefined, kind);
  }
  const other = new VoiceQueue();
  offer(other, "cue", 0);
  assert.equal(offer(other, "count", 100), undefined);
  assert.equal(offer(other, "pause", 100), "pause");
});

test("a count waits for a cue half a second at most, then is dropped", () => {
  const queue = new VoiceQueue();
  offer(queue, "cue", 0);
  assert.equal(offer(queue, "count", 300), undefined);
  assert.equal(queue.ended(800)?.text, "count");
  offer(queue, "cue", 900);
  const late = new VoiceQueue();
  offer(late, "cue", 0);
  offer(late, "count", 300);
  assert.equal(late.ended(801), null);
});

test("a count interrupts a second of the lowering, which nothing waits for", () => {
  const queue = new VoiceQueue();
  offer(queue, "beat", 0);
  assert.equal(offer(queue, "count", 100), "count");
  offer(queue, "beat", 200);
  assert.equal(queue.ended(451), null);
});

test("of two lines of a kind the later one waits, and the higher rank is spoken first", () => {
  const queue = new VoiceQueue();
  offer(queue, "count", 0);
  queue.offer({ kind: "left", text: "three to go" }, 0);
  queue.offer({ kind: "cue", text: "first" }, 0);
  queue.offer({ kind: "cue", text: "second" }, 100);
  assert.equal(queue.ended(400)?.text, "second");
  assert.equal(queue.ended(1300)?.text, "three to go");
  assert.equal(queue.ended(2000), null);
});

test("what is cleared is never spoken", () => {
  const queue = new VoiceQueue();
  offer(queue, "count", 0);
  offer(queue, "cue", 0);
  queue.clear();
  assert.equal(queue.ended(100), null);
});
