import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { LESSON_PAGES, LESSON_STEPS, clipAddress, stepShares } from "../../main/resources/formcheck/web/page/lesson-steps.js";
import { silence, useMediaKeys } from "../../main/resources/formcheck/web/page/media-keys.js";
import { nextSession, nextSessionBriefly } from "../../main/resources/formcheck/web/page/next-session.js";
import { addressOf, linkWord, placeOf } from "../../main/resources/formcheck/web/page/places.js";
import { SteadyLine, previewLine } from "../../main/resources/formcheck/web/page/preview-line.js";
import { isDoneOn, isDue, timesOf } from "../../main/resources/formcheck/web/page/reminder-times.js";
import { whoLines } from "../../main/resources/formcheck/web/page/who-line.js";
import { useKeys } from "./support.js";

/** @import { PlacementMessage, SessionRow } from "../../main/resources/formcheck/web/page/messages.js" */
/** @import { Course } from "../../main/resources/formcheck/web/page/who-line.js" */
/** @import { Place } from "../../main/resources/formcheck/web/page/places.js" */

beforeEach(() => useKeys());

// ---------------------------------------------------------------- the preview

/** @type {PlacementMessage} */
const RIGHT = { type: "placement", checks: [], ready: true, sequence: 1 };
const OPEN = { own: true, problem: "", open: true, ready: true, placement: RIGHT };

test("the preview says what is wrong with the place, or that it is right", () => {
  assert.deepEqual(previewLine(OPEN), { sign: "right", text: "preview.right" });
  assert.deepEqual(previewLine({ ...OPEN, placement: { ...RIGHT, ready: false, advice: "too-dark" } }), { sign: "wrong", text: "advice.too-dark" });
  assert.deepEqual(previewLine({ ...OPEN, placement: { ...RIGHT, ready: false } }), { sign: "waiting", text: "placement.looking" });
});

test("the preview says why there is nothing to see", () => {
  assert.equal(previewLine({ ...OPEN, own: false }).text, "preview.other");
  assert.equal(previewLine({ ...OPEN, open: false }).text, "preview.asking");
  assert.equal(previewLine({ ...OPEN, ready: false }).text, "placement.looking");
  assert.equal(previewLine({ ...OPEN, placement: undefined }).text, "placement.looking");
  for (const kind of ["denied", "missing", "busy", "insecure", "failed"]) {
    assert.deepEqual(previewLine({ ...OPEN, problem: kind }), { sign: "wrong", text: `preview.${kind}` });
  }
});

test("a line of the preview stays until another one has lasted", () => {
  const line = new SteadyLine();
  assert.equal(line.changes("a", 0), true);
  assert.equal(line.changes("b", 100), false);
  assert.equal(line.changes("a", 200), false);
  assert.equal(line.changes("b", 300), false);
  assert.equal(line.changes("b", 799), false);
  assert.equal(line.changes("b", 800), true);
  assert.equal(line.changes("b", 2000), false);
});

// ---------------------------------------------------------------- who

/** A Tuesday, in the afternoon. */
const NOW = new Date(2026, 11, 1, 15);

/**
 * @param {number} sessions
 * @param {Partial<Course>} [more]
 * @returns {Course}
 */
function month(sessions, more = {}) {
  const row = /** @type {SessionRow} */ ({ day: "27 Nov", clean: 14, attempted: 15 });
  return { sessions: Array(sessions).fill(row), weeks: [{ days: [], done: 0, wanted: 3 }], missed: false, ...more };
}

test("the start page says who, which session is next and when, and how the last one went", () => {
  assert.deepEqual(whoLines("Ada", month(8, { nextSession: "2026-12-03" }), NOW), {
    title: "start.hello name=Ada",
    session: "start.session all=12 number=9 start.last attempted=15 clean=14 day=27 Nov start.next day=Thursday",
  });
  assert.match(whoLines("Ada", month(12), NOW).session, /^start.session-more number=13 .*day=27 Nov$/);
});

test("the next session is today, tomorrow, a day of the week, or a date", () => {
  const said = (/** @type {string} */ date, missed = false) => nextSessionBriefly(date, missed, NOW);
  assert.equal(said("2026-12-01"), "start.next day=start.next-today");
  assert.equal(said("2026-11-30"), "start.next day=start.next-today");
  assert.equal(said("2026-12-02"), "start.next day=start.next-tomorrow");
  assert.equal(said("2026-12-07"), "start.next day=Monday");
  assert.equal(said("2026-12-08"), "start.next day=Tuesday 8 December");
  assert.equal(said("2026-12-01", true), "start.next-after-break day=start.next-today");
  useKeys("de");
  assert.equal(said("2026-12-03", true), "start.next-after-break day=Donnerstag");
});

test("the days until the next session are those of the calendar, whatever the hour and the clock's change", () => {
  assert.match(nextSession("2027-03-29", new Date(2027, 2, 27, 23, 59)), /day=Monday,? 29 March$/);
  assert.equal(nextSessionBriefly("2027-03-28", false, new Date(2027, 2, 27, 0, 1)), "start.next day=start.next-tomorrow");
  assert.equal(nextSessionBriefly("2026-10-26", false, new Date(2026, 9, 25, 0, 1)), "start.next day=start.next-tomorrow");
});

test("who is new is not named and has no last session", () => {
  assert.deepEqual(whoLines(""), { title: "start.title", session: "start.first" });
  assert.deepEqual(whoLines("Me", month(0)), { title: "start.title", session: "start.first" });
});

// ---------------------------------------------------------------- reminders

const EVENINGS = { person: "Ada", days: [1, 3, 7], time: "18:30" };

test("a reminder is due once, on its days at its time, and up to an hour late", () => {
  const at = (/** @type {number} */ day, /** @type {number} */ hour, /** @type {number} */ minute, second = 0) => new Date(2026, 10, day, hour, minute, second);
  assert.equal(isDue(EVENINGS, at(30, 18, 29, 50), at(30, 18, 30, 10)), true);
  assert.equal(isDue(EVENINGS, at(30, 18, 30, 10), at(30, 18, 30, 30)), false);
  assert.equal(isDue(EVENINGS, at(30, 18, 29, 50), at(30, 18, 30)), true);
  assert.equal(isDue(EVENINGS, at(30, 18, 30), at(30, 18, 30, 20)), false);
  assert.equal(isDue(EVENINGS, at(24, 18, 29), at(24, 18, 31)), false, "a Tuesday");
  assert.equal(isDue(EVENINGS, at(29, 18, 29), at(29, 18, 31)), true, "a Sunday");
  assert.equal(isDue(EVENINGS, at(30, 9, 0), at(30, 19, 29)), true, "the machine slept");
  assert.equal(isDue(EVENINGS, at(30, 9, 0), at(30, 19, 31)), false, "the machine slept too long");
  const late = { ...EVENINGS, time: "23:50" };
  assert.equal(isDue(late, at(30, 23, 49), new Date(2026, 11, 1, 0, 10)), true, "slept over midnight");
});

test("over a week of looks at the clock each chosen day reminds once", () => {
  let reminded = 0;
  const start = new Date(2026, 9, 19).getTime(); // the clock changes in this week
  for (let now = start; now < start + 8 * 86_400_000 - 1; now += 17_000) {
    reminded += isDue({ ...EVENINGS, days: [1, 2, 3, 4, 5, 6, 7] }, new Date(now - 17_000), new Date(now)) ? 1 : 0;
  }
  assert.equal(reminded, 8);
});

test("times that were kept are read again, and what is none is nothing", () => {
  assert.deepEqual(timesOf(JSON.stringify(EVENINGS)), EVENINGS);
  const wrong = [
    null, "", "7", "null", "[]", "{}", JSON.stringify({ ...EVENINGS, days: [] }), JSON.stringify({ ...EVENINGS, days: [8] }),
    JSON.stringify({ ...EVENINGS, days: "1" }), JSON.stringify({ ...EVENINGS, time: "24:00" }), JSON.stringify({ ...EVENINGS, person: 7 }),
  ];
  for (const kept of wrong) {
    assert.equal(timesOf(kept), undefined, String(kept));
  }
});

test("who has exercised today is not reminded", () => {
  const noon = new Date(2026, 10, 30, 12);
  assert.equal(isDoneOn([{ at: new Date(2026, 10, 30, 7).getTime() / 1000 }], noon), true);
  assert.equal(isDoneOn([{ at: new Date(2026, 10, 29, 23).getTime() / 1000 }], noon), false);
  assert.equal(isDoneOn([], noon), false);
});

// ---------------------------------------------------------------- addresses

test("each place has an address that leads back to it", () => {
  /** @type {Place[]} */
  const places = [
    { screen: "start" }, { screen: "lesson" }, { screen: "live" }, { screen: "month" }, { screen: "month", month: "2026-11" },
    { screen: "report", id: "20261130-120000-abc" },
  ];
  for (const place of places) {
    assert.deepEqual(placeOf(addressOf(place).slice(1)), place);
  }
});

test("an address that names no place leads to the start page", () => {
  for (const hash of ["", "#", "#word", "#/", "#/cellar", "#/report", "#/report/%2e%2e", "#/live/7"]) {
    assert.ok(["start", "live"].includes(placeOf(hash).screen), hash);
  }
  assert.deepEqual(placeOf("#/month/never"), { screen: "month" });
});

test("the word of a link is no place", () => {
  assert.equal(linkWord("#abc"), "abc");
  assert.equal(linkWord("#/month"), "");
  assert.equal(linkWord(""), "");
});

// ---------------------------------------------------------------- the lesson

test("six steps have six dots, and a step of two pages fills in two parts", () => {
  assert.equal(LESSON_STEPS, 6);
  assert.deepEqual(stepShares(0, 0), [0, 0, 0, 0, 0, 0]);
  assert.deepEqual(stepShares(3, 0), [1, 1, 0.5, 0, 0, 0]);
  assert.deepEqual(stepShares(3, 100), [1, 1, 1, 0, 0, 0]);
  assert.deepEqual(stepShares(LESSON_PAGES.length, 0), [1, 1, 1, 1, 1, 1]);
});

test("a clip that stands still shows its difference", () => {
  assert.equal(clipAddress("lower-good", false), "/movement/lower-good.webm");
  assert.equal(clipAddress("lower-good", true), "/movement/lower-good.webm#t=2.5");
});

// ---------------------------------------------------------------- media keys

test("media keys pause and go on, where the browser passes them on", () => {
  /** @type {Map<string, MediaSessionActionHandler | null>} */
  const handlers = new Map();
  /** @type {string[]} */
  const done = [];
  useMediaKeys({
    setActionHandler(action, handler) {
      if (action === "nexttrack") {
        throw new TypeError("not known");
      }
      handlers.set(action, handler);
    },
  }, { pause: () => done.push("pause"), play: () => done.push("play"), next: () => done.push("next"), stop: () => done.push("stop") });
  assert.deepEqual([...handlers.keys()], ["play", "pause", "stop"]);
  for (const [action, handler] of handlers) {
    handler?.({ action: /** @type {MediaSessionAction} */ (action) });
  }
  assert.deepEqual(done, ["play", "pause", "stop"]);
  useMediaKeys(undefined, { pause() {}, play() {}, next() {}, stop() {} });
});

test("silence is a sound file that lasts as long as asked for", async () => {
  const file = silence(10);
  const data = new DataView(await file.arrayBuffer());
  const text = (/** @type {number} */ at) => String.fromCharCode(...[0, 1, 2, 3].map((i) => data.getUint8(at + i)));
  assert.deepEqual([text(0), text(8), text(12), text(36)], ["RIFF", "WAVE", "fmt ", "data"]);
  assert.equal(data.getUint32(4, true), file.size - 8);
  assert.equal(data.getUint32(40, true) / data.getUint32(28, true), 10);
  assert.ok(new Uint8Array(data.buffer, 44).every((sample) => sample === 128));
});
