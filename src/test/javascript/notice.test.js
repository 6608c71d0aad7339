import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { gestureWords } from "../../main/resources/formcheck/web/page/gesture-ring.js";
import { HeldText, noticeOf } from "../../main/resources/formcheck/web/page/notice.js";
import { state, useKeys } from "./support.js";

/** @import { Arm } from "../../main/resources/formcheck/web/page/messages.js" */

beforeEach(() => useKeys());

/** @type {Arm} */
const HIDDEN = { state: "unseen", why: "elbows-hidden" };

test("a set in which everything can be judged has no notice", () => {
  assert.deepEqual(noticeOf(state()), { text: "", unknown: true });
});

test("a pause says what to do about it, but not during the placement", () => {
  assert.deepEqual(noticeOf(state({ pause: "nobody-seen" })), { text: "pause.nobody-seen.more count=0", unknown: false });
  assert.equal(noticeOf(state({ stage: "placement", pause: "nobody-seen" })).text, "");
});

test("a phone that stopped sending is woken, where a camera's cable is checked", () => {
  assert.equal(noticeOf(state({ pause: "lost" })).text, "pause.lost.more count=0");
  assert.equal(noticeOf(state({ pause: "lost" }), true).text, "pause.lost-phone.more count=0");
  assert.equal(noticeOf(state({ pause: "nobody-seen" }), true).text, "pause.nobody-seen.more count=0");
});

test("the arm that cannot be judged is named with its reason", () => {
  assert.equal(noticeOf(state({ left: HIDDEN })).text, "unjudged.left why=why.elbows-hidden");
  assert.equal(noticeOf(state({ right: HIDDEN })).text, "unjudged.right why=why.elbows-hidden");
  assert.equal(noticeOf(state({ left: HIDDEN, right: HIDDEN })).text, "unjudged.both why=why.elbows-hidden");
  assert.equal(noticeOf(state({ left: { state: "unseen", why: "of-tomorrow" } })).text, "unjudged.left why=why.other");
});

test("arms come before a check, and a movement that was not counted before both", () => {
  const unjudged = { check: "blade-squeeze", why: "not-sure" };
  assert.equal(noticeOf(state({ unjudged })).text, "unjudged.check check=rule.blade-squeeze why=why.not-sure");
  assert.equal(noticeOf(state({ unjudged, left: HIDDEN })).text, "unjudged.left why=why.elbows-hidden");
  assert.equal(noticeOf(state({ unjudged, left: HIDDEN, dropped: "one-arm" })).text, "set.not-counted why=report.dropped.one-arm");
  assert.equal(noticeOf(state({ stage: "rest", dropped: "one-arm" })).text, "");
});

test("what is lost is said once, before all else, and nothing competes with a cue", () => {
  assert.deepEqual(noticeOf(state({ remark: "tall-missed" })), { text: "remark.tall-missed", unknown: false });
  assert.equal(noticeOf(state({ stage: "raise-most", remark: "tall-missed" })).text, "");
  assert.equal(noticeOf(state({ left: HIDDEN, cue: { id: "slower", urgency: "descent", text: "Slower" } })).text, "");
});

test("the ring says what the gesture does", () => {
  assert.equal(gestureWords(state()), "");
  assert.equal(gestureWords(state({ gesture: { id: "pause", share: 0.5 } })), "gesture.pause");
  assert.equal(gestureWords(state({ gesture: { id: "pause", share: 0.5 }, pause: "asked" })), "gesture.go-on");
  assert.equal(gestureWords(state({ gesture: { id: "pain", share: 0.5 } })), "gesture.pain");
});

test("a text is held back until it has lasted, and one that flickers is never shown", () => {
  const held = new HeldText();
  assert.equal(held.next("a", 0), "");
  assert.equal(held.next("a", 400), "");
  assert.equal(held.next("a", 401), "a");
  assert.equal(held.next("b", 410), "");
  assert.equal(held.next("a", 500), "");
  assert.equal(held.next("a", 901), "a");
  assert.equal(held.next("", 902), "");
});
