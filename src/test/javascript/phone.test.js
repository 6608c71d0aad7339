// The phone as camera: which frame is sent next, the drawing of its code, and what is asked of its camera.

import assert from "node:assert/strict";
import { test } from "node:test";

import { phoneWish, usualWish } from "../../main/resources/formcheck/web/page/camera-wish.js";
import { PhoneQueue } from "../../main/resources/formcheck/web/page/phone-queue.js";
import { previewLine } from "../../main/resources/formcheck/web/page/preview-line.js";
import { qrPath } from "../../main/resources/formcheck/web/page/qr-path.js";
import { choiceOf, requestOf, sourceEntries } from "../../main/resources/formcheck/web/page/sources.js";
import { useKeys } from "./support.js";

/** A queue with what it has sent, and its clock. */
function queue() {
  const world = { now: 0, sent: /** @type {[number, number][]} */ ([]) };
  const made = new PhoneQueue((sequence, { taken }) => world.sent.push([sequence, taken]), () => world.now);
  return { world, made };
}

/** @param {number} taken */
const frame = (taken) => ({ jpeg: new ArrayBuffer(1), taken });

test("two frames are under way, and only the newest one waits", () => {
  const { world, made } = queue();
  for (const taken of [10, 20, 30, 40, 50]) {
    made.offer(frame(taken));
  }
  assert.deepEqual(world.sent, [[1, 10], [2, 20]]);
  assert.equal(made.free, false);
  made.received(1);
  assert.deepEqual(world.sent, [[1, 10], [2, 20], [3, 50]]);
  made.received(2);
  made.received(2);
  made.received(99);
  assert.equal(world.sent.length, 3);
  assert.equal(made.free, true);
});

test("an answer that never comes holds nothing up for long, and a later one stands for it", () => {
  const { world, made } = queue();
  made.offer(frame(1));
  made.offer(frame(2));
  made.offer(frame(3));
  world.now = 1400;
  assert.equal(made.free, false);
  world.now = 1600;
  made.offer(frame(4));
  assert.deepEqual(world.sent.at(-1), [3, 4]);
  made.offer(frame(5));
  made.received(4);
  assert.equal(made.underWay.size, 0);
});

test("a connection that comes back begins with the frame that is taken then", () => {
  const { world, made } = queue();
  made.offer(frame(1));
  made.offer(frame(2));
  made.offer(frame(3));
  made.reset();
  assert.equal(made.free, true);
  made.received(1);
  assert.equal(world.sent.length, 2);
  made.offer(frame(9));
  assert.deepEqual(world.sent.at(-1), [3, 9]);
});

for (const [millis, slow] of /** @type {[number, boolean][]} */ ([[40, false], [120, true]])) {
  test(`answers that take ${millis} ms are ${slow ? "slow" : "quick"}, and one slow answer is none`, () => {
    const { world, made } = queue();
    for (let i = 0; i < 30; i++) {
      made.offer(frame(i));
      world.now += i === 7 ? 900 : millis;
      made.received(made.sequence);
    }
    assert.equal(made.slow, slow);
    for (let i = 0; i < 30; i++) {
      made.offer(frame(i));
      made.received(made.sequence);
    }
    assert.equal(made.slow, slow);
  });
}

test("the path of a code has each dark module and no other", () => {
  const rows = ["1101", "0000", "0110"];
  const dark = new Set();
  for (const [, x, y, width] of qrPath(rows, 4).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let i = 0; i < Number(width); i++) {
      dark.add(`${Number(x) + i - 4},${Number(y) - 4}`);
    }
  }
  const wanted = rows.flatMap((row, y) => [...row].map((module, x) => (module === "1" ? `${x},${y}` : ""))).filter(Boolean);
  assert.deepEqual([...dark].sort(), wanted.sort());
});

test("the phone is a source once one may connect, and the line says where it is not there", () => {
  useKeys();
  const choices = { variants: [], cameras: [], samples: [] };
  assert.equal(sourceEntries([], choices).some(({ value }) => value === "phone:"), false);
  assert.equal(sourceEntries([], choices, true).some(({ value }) => value === "phone:"), true);
  const choice = choiceOf("phone:", "");
  assert.deepEqual(choice, { kind: "phone" });
  assert.deepEqual(requestOf({ ...choice, variant: "", raises: false, head: false, prove: false }), { kind: "phone" });
  assert.deepEqual(previewLine({ own: true, problem: "phone", open: true, ready: true, placement: undefined }),
    { sign: "wrong", text: "preview.phone" });
});

test("the phone is asked for the rear or the front camera, the computer for one by name", () => {
  assert.deepEqual(phoneWish("user").facingMode, { ideal: "user" });
  assert.equal("deviceId" in usualWish(""), false);
  assert.deepEqual(usualWish("abc").deviceId, { ideal: "abc" });
});
