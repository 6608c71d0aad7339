import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { adviceWords, cleanWords, droppedWords, squeezeWords, summaryView, tallyOf } from "../../main/resources/formcheck/web/page/set-summary.js";
import { clockText, restView } from "../../main/resources/formcheck/web/page/rest-clock.js";
import * as words from "../../main/resources/formcheck/web/page/words.js";
import { marks, set, state, useKeys } from "./support.js";

beforeEach(() => useKeys());

test("all clean is praise, unless the set sagged or was lowered in a hurry", () => {
  const clean = marks("clean", "clean");
  assert.equal(cleanWords(set({ count: 2, marks: clean })), "summary.all-clean");
  assert.equal(cleanWords(set({ count: 2, marks: clean.map((mark) => ({ ...mark, pace: "quick" })) })), "summary.clean-quick n=2");
  assert.equal(cleanWords(set({ count: 2, marks: clean, advice: { kind: "tiring", reps: [], lowering: { first: 2.8, last: 1.4 } } })),
    "summary.clean-sagging");
});

test("a few that were clean are counted", () => {
  assert.equal(cleanWords(set({ count: 2, marks: marks("fast", "fast") })), "summary.no-clean");
  assert.equal(cleanWords(set({ count: 2, marks: marks("clean", "fast") })), "summary.one-clean");
  assert.equal(cleanWords(set({ count: 3, marks: marks("clean", "clean", "fast") })), "summary.some-clean clean=2");
});

test("one reason why movements were not counted stands alone, several say how often each", () => {
  assert.equal(droppedWords([]), "");
  assert.equal(droppedWords([{ reason: "one-arm", times: 1 }]), "advice.dropped.one list=report.dropped.one-arm n=1");
  assert.equal(droppedWords([{ reason: "one-arm", times: 2 }]), "advice.dropped.many list=report.dropped.one-arm n=2");
  assert.equal(droppedWords([{ reason: "one-arm", times: 2 }, { reason: "too-small", times: 1 }]),
    "advice.dropped.many list=advice.dropped.times n=2 why=report.dropped.one-arm, advice.dropped.times n=1 why=report.dropped.too-small n=3");
});

test("advice says how the set changed, then one thing to change", () => {
  words.use("en", {
    "advice.trend.lowering": "{first} to {last} s.", "advice.trend.height": "{first} to {last} degrees.", "advice.set.fast": "Fast: {list}, {seconds}.",
    "advice.set.fast-one": "Fast once: {list}.", "advice.seconds": "{n} s", "advice.half-second": "half a second", "advice.set.tiring": "Tiring.",
  });
  assert.equal(adviceWords({ kind: "fast", reps: [3, 4, 9], seconds: 1.24 }), "Fast: 3, 4, and 9, 1.2 s.");
  assert.equal(adviceWords({ kind: "fast", reps: [3, 4], seconds: 0.5 }), "Fast: 3 and 4, half a second.");
  assert.equal(adviceWords({ kind: "fast", reps: [3] }), "Fast once: 3.");
  assert.equal(adviceWords({ kind: "tiring", reps: [], lowering: { first: 2.81, last: 1.44 }, height: { first: 91.6, last: 80.2 } }),
    "2.8 to 1.4 s. 92 to 80 degrees. Tiring.");
});

test("a squeeze is reported in half seconds and tens of per cent, or not at all", () => {
  assert.equal(squeezeWords({}), "");
  assert.equal(squeezeWords({ squeezeSeconds: 0.2, squeezeShare: 0.5 }), "summary.no-squeeze");
  assert.equal(squeezeWords({ squeezeSeconds: 1.3 }), "summary.squeeze seconds=1.5");
  assert.equal(squeezeWords({ squeezeSeconds: 1.1, squeezeShare: 0.76 }), "summary.squeeze seconds=1 summary.squeeze-share share=80");
});

test("the tally has the kinds that occur, clean ones first, each with a mark like those of the chart", () => {
  const tally = tallyOf(marks("low", "clean", "fast", "clean"));
  assert.deepEqual(tally.map(({ text }) => text), ["tally.clean n=2", "tally.fast n=1", "tally.not-counted what=tally.low n=1"]);
  assert.deepEqual(tally.map(({ mark }) => [mark.counts, mark.down]), [[true, 3], [true, 0.8], [false, 3]]);
  assert.deepEqual(tallyOf([]), []);
});

test("what the tally says counted adds up to the set's count, whatever the set", () => {
  let seed = 20;
  const random = (/** @type {number} */ below) => {
    seed = (seed * 48271) % 2147483647; // Lehmer's generator: the same sets each time
    return seed % below;
  };
  const kinds = /** @type {const} */ (["clean", "fast", "low", "half", "uneven", "short", "posture", "unjudged"]);
  for (let i = 0; i < 500; i++) {
    const some = Array.from({ length: random(25) }, () => {
      const kind = kinds[random(kinds.length)] ?? "clean";
      const counts = kind === "clean" || (kind !== "low" && kind !== "half" && random(4) > 0);
      return { ...(marks(kind)[0] ?? assert.fail()), counts };
    });
    const counted = some.filter((mark) => mark.counts).length;
    const tally = tallyOf(some);
    const sum = (/** @type {boolean} */ counts) => tally.filter(({ mark }) => mark.counts === counts).reduce((all, { n }) => all + n, 0);
    assert.deepEqual([sum(true), sum(false)], [counted, some.length - counted]);
    const clean = tally.find(({ kind }) => kind === "clean")?.n ?? 0;
    const said = cleanWords(set({ count: counted, marks: some }));
    const few = clean === 1 ? "summary.one-clean" : `summary.some-clean clean=${clean}`;
    assert.equal(said, clean === 0 ? "summary.no-clean" : clean === counted ? "summary.all-clean" : few);
  }
});

test("the summary of a set without a repetition says so, and says nothing more at the end", () => {
  const rest = summaryView(state({ stage: "rest", set: undefined }), false);
  assert.deepEqual(rest.title, ["summary.none", ""]);
  assert.equal(rest.advice, "advice.set.nothing");
  assert.equal(summaryView(state({ stage: "done", set: undefined }), false).advice, "");
});

test("the summary after pain says what to do, and nothing about the form", () => {
  const view = summaryView(state({ stage: "pain", set: set({ count: 3, marks: marks("clean", "fast", "fast") }) }), false);
  assert.deepEqual(view.title, ["pain.title", "summary.done count=3"]);
  assert.equal(view.advice, "pain.words");
});

test("the summary has what was found of the head, and says whether proven verdicts decide", () => {
  const plain = summaryView(state({ stage: "rest", set: set({ count: 1, marks: marks("clean") }) }), false);
  assert.deepEqual(plain.title, ["summary.done count=1", "summary.all-clean"]);
  assert.deepEqual([plain.head, plain.unjudged], ["", "summary.unjudged"]);
  const full = summaryView(state({ stage: "rest", head: { verdict: "forward" } }), true);
  assert.deepEqual([full.head, full.unjudged], ["head.summary result=head.forward", "summary.unjudged-decides"]);
});

// ---------------------------------------------------------------- the clock

test("seconds are written as minutes and seconds", () => {
  assert.deepEqual([0, 9, 60, 65, 130].map(clockText), ["0:00", "0:09", "1:00", "1:05", "2:10"]);
});

test("a rest runs down, and its bar is full at its longest", () => {
  const view = restView(state({ stage: "rest", secondsLeft: 59.2, set: set({ number: 2 }) }), "weights", 90);
  assert.deepEqual(view.clock, { text: "1:00", label: "rest.clock seconds=60", share: 60 / 90 });
  assert.deepEqual([view.title, view.next, view.longest, view.done], ["rest.title", "rest.next", 90, false]);
  assert.equal(view.foot, "rest.foot number=3 rest=rest.put-down.weights");
  assert.equal(restView(state({ stage: "rest", secondsLeft: 120 }), "weights", 90).longest, 120);
});

test("a rest that is over has no clock, and pain offers no next set", () => {
  const over = restView(state({ stage: "rest", secondsLeft: 0 }), "bare-hands", 90);
  assert.deepEqual([over.title, over.clock, over.longest], ["rest.over", undefined, 90]);
  assert.equal(over.foot, "rest.foot-over number=2");
  const pain = restView(state({ stage: "pain" }), "bare-hands", 90);
  assert.deepEqual([pain.title, pain.clock, pain.foot, pain.next], ["pain.rest", undefined, "", ""]);
});

test("the end of a session offers another one", () => {
  const done = restView(state({ stage: "done", set: undefined }), "bare-hands", 90);
  assert.deepEqual([done.title, done.foot, done.next, done.done], ["done.title", "done.foot", "done.again", true]);
});
