import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { faultChart, monthChart, valueOf } from "../../main/resources/formcheck/web/page/month-charts.js";
import { cameraProblem, problemView } from "../../main/resources/formcheck/web/page/problems.js";
import { isForSession, isTaken, keyAction } from "../../main/resources/formcheck/web/page/session-keys.js";
import { choiceOf, firstOffered, namesBrowserCamera, requestOf, sourceEntries, sourceOf } from "../../main/resources/formcheck/web/page/sources.js";
import { ROUGH, tonesOf } from "../../main/resources/formcheck/web/page/tones.js";
import * as words from "../../main/resources/formcheck/web/page/words.js";
import { useKeys } from "./support.js";

/** @import { SessionRow, SoundName, Trend } from "../../main/resources/formcheck/web/page/messages.js" */
/** @import { KeyContext } from "../../main/resources/formcheck/web/page/session-keys.js" */

beforeEach(() => useKeys());

// ---------------------------------------------------------------- keys

/** @type {KeyContext} */
const IN_SET = { screen: "live", going: true, stage: "set", inField: false };

/**
 * @param {string} key
 * @param {Partial<KeyContext>} [more]
 */
function action(key, more = {}) {
  return keyAction(key, { ...IN_SET, ...more }).action;
}

test("what is chosen on the page stays where the choices are shown again", () => {
  const offered = ["browser:", "sample:a", "upload:"];
  assert.equal(firstOffered(offered, ["", null]), "browser:");
  assert.equal(firstOffered(offered, ["", "sample:a"]), "sample:a");
  assert.equal(firstOffered(offered, ["upload:", "sample:a"]), "upload:");
  assert.equal(firstOffered(offered, ["browser:gone", "sample:a"]), "sample:a");
  assert.equal(firstOffered([], ["upload:"]), "");
});

test("pain, sound and the next step have a key in any stage, in either case", () => {
  assert.equal(action("p"), "pain");
  assert.equal(action("P"), "pain");
  assert.equal(action("m", { stage: "rest" }), "mute");
  assert.equal(action("v"), "demonstration");
  assert.equal(action("n", { stage: "placement" }), "next");
  assert.equal(action("x"), "none");
});

test("a set pauses by a letter, a media key or a presenter's remote, and goes on by the same", () => {
  for (const key of ["b", ".", "PageUp", "MediaPlayPause"]) {
    assert.equal(action(key), "pause");
    assert.equal(action(key, { asked: true }), "pause");
    assert.equal(action(key, { stage: "placement" }), "none");
  }
  assert.equal(action("PageDown", { stage: "placement" }), "next");
  assert.equal(action("MediaTrackNext", { stage: "rest" }), "next");
  assert.equal(action("MediaStop"), "end");
  assert.equal(action("MediaStop", { stage: "rest" }), "none");
});

test("a key that begins goes on and never pauses, and one that pauses never goes on", () => {
  for (const key of ["F5", "MediaPlay"]) {
    assert.equal(action(key), "none");
    assert.equal(action(key, { asked: true }), "pause");
    assert.equal(action(key, { stage: "rest" }), "next");
  }
  assert.equal(action("MediaPause"), "pause");
  assert.equal(action("MediaPause", { asked: true }), "none");
  assert.equal(action("MediaPause", { stage: "rest" }), "none");
});

test("in a field of text every key is the field's", () => {
  for (const key of ["p", "b", ".", "n", "m", "v", "7", " ", "Enter", "Escape", "PageUp", "PageDown", "F5", "MediaPlayPause", "MediaTrackNext", "MediaStop"]) {
    for (const stage of /** @type {const} */ (["placement", "set", "rest", "done"])) {
      assert.equal(action(key, { stage, typing: true, inField: true }), "none", key);
      assert.equal(isTaken(key, { ...IN_SET, stage, typing: true, inField: true }), false, key);
    }
  }
});

test("a remote's keys neither scroll nor load the page anew during a session", () => {
  for (const key of ["F5", "PageUp", "PageDown"]) {
    assert.equal(isTaken(key, IN_SET), true, key);
    assert.equal(isTaken(key, { ...IN_SET, screen: "month" }), false, key);
  }
  assert.equal(isTaken(" ", IN_SET), true);
  assert.equal(isTaken(" ", { ...IN_SET, inField: true }), false);
  assert.equal(isTaken("ArrowDown", IN_SET), false);
});

test("space and enter go on, unless a field or a button takes them", () => {
  assert.equal(action(" "), "next");
  assert.equal(action("Enter"), "next");
  assert.equal(action(" ", { inField: true }), "none");
  assert.equal(action("Enter", { inField: true }), "none");
  assert.equal(action("n", { inField: true }), "next");
});

test("escape ends a set, else the session, and the lesson", () => {
  assert.equal(action("Escape"), "end");
  assert.equal(action("Escape", { stage: "rest" }), "leave");
  assert.equal(action("Escape", { screen: "lesson", going: false }), "end-lesson");
});

test("digits rate the pain, but not during a set", () => {
  assert.deepEqual(keyAction("7", { ...IN_SET, stage: "rest" }), { action: "rate", level: 7 });
  assert.deepEqual(keyAction("0", { ...IN_SET, stage: "done" }), { action: "rate", level: 0 });
  assert.equal(action("7"), "none");
});

test("outside of a session no key does anything", () => {
  for (const key of ["p", "m", "n", " ", "Escape", "5"]) {
    assert.equal(action(key, { screen: "start" }), "none");
    assert.equal(action(key, { going: false }), "none");
  }
  assert.equal(isForSession({ screen: "live", going: true }), true);
});

// ---------------------------------------------------------------- sources

const NONE = { variants: [], cameras: [], samples: [] };

test("the list has the browser's cameras by name, then the machine's, samples, a file and an address", () => {
  const devices = [{ deviceId: "abc", label: "USB" }, { deviceId: "", label: "" }];
  const entries = sourceEntries(devices, { variants: [], cameras: [{ name: "Front", device: "/dev/video0" }], samples: ["a.mp4"] });
  assert.deepEqual(entries.map(({ value }) => value), ["browser:abc", "camera:/dev/video0", "sample:a.mp4", "upload:", "address:"]);
  assert.deepEqual(entries.map(({ label }) => label),
    ["USB", "source.camera name=Front", "source.sample name=a.mp4", "source.upload", "source.address"]);
});

test("cameras without a name are one entry", () => {
  assert.deepEqual(sourceEntries([{ deviceId: "", label: "" }], NONE)[0], { value: "browser:", label: "source.browser" });
  assert.equal(sourceEntries([], NONE).length, 3);
  assert.deepEqual(["browser:", "browser:abc", "camera:x"].map(namesBrowserCamera), [false, true, false]);
});

test("the value of an entry may itself have colons", () => {
  assert.deepEqual(sourceOf("camera:video=USB: Front"), { kind: "camera", rest: "video=USB: Front" });
  assert.deepEqual(sourceOf("upload:"), { kind: "upload", rest: "" });
});

test("a choice becomes the message about the source", () => {
  const others = { variant: "band", raises: true, head: false, prove: false };
  const request = (/** @type {string} */ value, address = "") => requestOf({ ...choiceOf(value, address), ...others });
  assert.deepEqual(request("camera:/dev/video0"), { kind: "camera", device: "/dev/video0" });
  assert.deepEqual(request("sample:a.mp4"), { kind: "sample", name: "a.mp4" });
  assert.deepEqual(request("address:", " http://camera/stream "), { kind: "address", address: "http://camera/stream" });
  assert.deepEqual(request("upload:"), { kind: "upload" });
  assert.deepEqual(choiceOf("browser:abc", ""), { kind: "browser", deviceId: "abc" });
});

// ---------------------------------------------------------------- problems

test("a problem offers only what helps", () => {
  assert.deepEqual(problemView("busy"), {
    title: "problem.busy.title", words: "problem.busy.words", todo: ["problem.busy.todo 0", "problem.busy.todo 1"], again: "problem.again", back: true,
  });
  assert.deepEqual(((view) => [view.again, view.back])(problemView("gone")), [undefined, false]);
  assert.deepEqual(((view) => [view.again, view.back])(problemView("taken")), ["problem.taken.again", false]);
  assert.deepEqual(((view) => [view.again, view.back])(problemView("video", { problem: "broken" })), [undefined, true]);
  assert.equal(problemView("video", { problem: "broken" }).words, "problem.video.words problem=broken");
});

test("a failure of the camera is named by what the person can do", () => {
  const kind = (/** @type {string} */ name) => cameraProblem(new DOMException("", name));
  assert.deepEqual(["NotAllowedError", "SecurityError"].map(kind), ["denied", "denied"]);
  assert.deepEqual(["NotFoundError", "OverconstrainedError"].map(kind), ["missing", "missing"]);
  assert.deepEqual(["NotReadableError", "AbortError"].map(kind), ["busy", "busy"]);
  assert.equal(kind("UnknownError"), "failed");
  assert.equal(cameraProblem("text"), "failed");
});

// ---------------------------------------------------------------- sounds

/** @type {SoundName[]} */
const SOUNDS = ["count", "count-last", "beat", "corrected", "step", "tick", "go", "set-done", "pause", "rest-soon", "rest-over"];

test("every sound has tones that small loudspeakers play, and no two sounds are the same", () => {
  const all = SOUNDS.map((name) => tonesOf(name, { beat: 1, left: 1 }));
  assert.ok([...all.flat().map(({ hertz }) => hertz), ...ROUGH].every((hertz) => hertz >= 290));
  assert.ok(all.flat().every(({ peak }) => peak > 0 && peak <= 0.35));
  assert.equal(new Set(all.map((tones) => JSON.stringify(tones))).size, SOUNDS.length);
});

test("the last three counts rise to the last, and beats fall with the arms", () => {
  assert.deepEqual([2, 1, 0].map((left) => tonesOf("count-last", { left })[0]?.hertz), [660, 740, 880]);
  assert.equal(tonesOf("count-last", { left: 9 })[0]?.hertz, 660);
  assert.deepEqual([1, 2, 3, 4].map((beat) => tonesOf("beat", { beat })[0]?.hertz), [392, 349, 294, 294]);
  assert.deepEqual(tonesOf("count").map(({ hertz }) => hertz), [660, 1320]);
});

test("a sound of a later server is silent", () => {
  assert.deepEqual(tonesOf(/** @type {SoundName} */ ("of-tomorrow")), []);
});

// ---------------------------------------------------------------- the month

/**
 * @param {number} at
 * @param {Partial<SessionRow>} [more]
 * @returns {SessionRow}
 */
function session(at, more = {}) {
  return {
    id: `s${at}`, at, day: "", loadKey: "band|0|red", load: "", step: "band", attempted: 10, valid: 9, clean: 8, unjudged: 0, figures: {}, texts: {},
    faults: {}, ...more,
  };
}

/** @type {Trend[]} */
const TRENDS = [
  { id: "peak", name: "", unit: "degrees", uncertainty: 10, note: "" }, { id: "down", name: "", unit: "s", uncertainty: 0.25, note: "" },
];

test("a chart has the sessions with a value, its level and an axis with room for the error", () => {
  const last = session(3, { figures: { peak: 145.4 }, texts: { peak: "145° as told" }, step: "weights" });
  const sessions = [session(1, { figures: { peak: 55 } }), session(2), last];
  const found = monthChart({ trends: TRENDS, sessions }, "peak", "");
  assert.deepEqual(found, {
    chart: {
      times: [1, 3], steps: ["band", "weights"], series: [{ values: [55, 145.4] }], labels: ["55°", "145° as told"], unit: "°", digits: 0,
      lines: [{ value: 90, label: "month.counts.least edge=80° value=90°" }], error: 10, range: [45, 155.4],
    },
    first: "55°", last: "145° as told", n: 2,
  });
});

test("an axis has its least range, begins at zero at least, and numbers follow the language", () => {
  useKeys("de");
  const found = monthChart({ trends: TRENDS, sessions: [session(1, { figures: { down: 2.25 } })] }, "down", "");
  assert.deepEqual(found?.chart.range, [0, 4]);
  assert.deepEqual([found?.first, found?.last, found?.n], ["2,3 s", "2,3 s", 1]);
  assert.equal(words.current(), "de");
});

test("a chart shows one load alone, and none where no session has a value", () => {
  const sessions = [session(1, { figures: { peak: 80 } }), session(2, { figures: { peak: 90 }, loadKey: "weights|4|" })];
  assert.equal(monthChart({ trends: TRENDS, sessions }, "peak", "weights|4|")?.n, 1);
  assert.equal(monthChart({ trends: TRENDS, sessions }, "peak", "band|0|blue"), undefined);
  assert.equal(monthChart({ trends: TRENDS, sessions }, "down", ""), undefined);
});

test("a fault is shown in per cent of the attempted repetitions", () => {
  const chart = faultChart("asymmetry");
  assert.equal(valueOf(chart, session(1, { faults: { asymmetry: 3 } })), 30);
  assert.equal(valueOf(chart, session(1)), 0);
  assert.equal(valueOf(chart, session(1, { attempted: 0 })), undefined);
  const found = monthChart({ trends: TRENDS, sessions: [session(1, { faults: { asymmetry: 6 } })] }, chart, "");
  assert.deepEqual([found?.chart.range, found?.chart.unit, found?.chart.lines, found?.last], [[0, 60], " %", [], "60 %"]);
});

test("pain has a series before and one after", () => {
  const sessions = [session(1, { painBefore: 4 }), session(2, { painBefore: 3, painAfter: 2 }), session(3)];
  const found = monthChart({ trends: TRENDS, sessions }, "pain", "");
  assert.deepEqual(found?.chart.series, [{ values: [4, 3], dashed: true, hollow: true }, { values: [null, 2] }]);
  assert.deepEqual([found?.first, found?.last, found?.chart.range], ["4", "2", [0, 10]]);
});
