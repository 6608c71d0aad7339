import assert from "node:assert/strict";
import { test } from "node:test";
import { DelaySamples } from "../../main/resources/formcheck/web/page/delay-samples.js";
import { NewestResult } from "../../main/resources/formcheck/web/page/newest-result.js";
import { FrameQueue } from "../../main/resources/formcheck/web/page/frame-queue.js";
import { sentSize } from "../../main/resources/formcheck/web/page/frame-size.js";
import { ReceivedImages } from "../../main/resources/formcheck/web/page/received-images.js";
import { frame, state } from "./support.js";

/** @import { FrameResult } from "../../main/resources/formcheck/web/page/newest-result.js" */

// ---------------------------------------------------------------- frames to the server

/** A queue whose connection and clock the test holds. */
function queue() {
  /** @type {[number, string][]} */
  const transmitted = [];
  const world = { open: true, now: 0, transmitted };
  const transmit = (/** @type {number} */ sequence, /** @type {string} */ jpeg) => transmitted.push([sequence, jpeg]);
  return { world, queue: new FrameQueue(transmit, () => world.open, () => world.now) };
}

test("a frame is sent at once when none is under way", () => {
  const { world, queue: frames } = queue();
  /** @type {{ sent?: number }} */
  const own = {};
  world.now = 42;
  frames.offer("a", own);
  assert.deepEqual(world.transmitted, [[1, "a"]]);
  assert.equal(own.sent, 42);
});

test("while one is under way the newest frame waits, and the older one is dropped", () => {
  const { world, queue: frames } = queue();
  frames.offer("a", {});
  frames.offer("b", {});
  frames.offer("c", {});
  assert.deepEqual(world.transmitted, [[1, "a"]]);
  frames.arrived(1);
  assert.deepEqual(world.transmitted, [[1, "a"], [2, "c"]]);
});

test("a result that does not come is given up, and its late result does not send what waits for the newer one", () => {
  const { world, queue: frames } = queue();
  frames.offer("a", {});
  world.now = 1500;
  frames.offer("b", {});
  assert.equal(world.transmitted.length, 1);
  world.now = 1501;
  frames.offer("c", {});
  assert.deepEqual(world.transmitted, [[1, "a"], [2, "c"]]);
  frames.offer("d", {});
  assert.ok(frames.arrived(1));
  assert.equal(world.transmitted.length, 2);
  frames.arrived(2);
  assert.deepEqual(world.transmitted.at(-1), [3, "d"]);
});

test("each result gets the times of its own frame, once, and older ones are forgotten", () => {
  const { queue: frames, world } = queue();
  /** @type {{ sent?: number, name: string }[]} */
  const [first = assert.fail(), second = assert.fail()] = [{ name: "first" }, { name: "second" }];
  frames.offer("a", first);
  world.now = 2000;
  frames.offer("b", second);
  assert.equal(frames.arrived(2), second);
  assert.equal(frames.arrived(2), undefined);
  assert.equal(frames.arrived(1), undefined);
});

test("nothing is sent without a connection, and what waited for an old one is dropped", () => {
  const { world, queue: frames } = queue();
  world.open = false;
  frames.offer("a", {});
  assert.deepEqual(world.transmitted, []);
  frames.reset();
  world.open = true;
  frames.send();
  assert.deepEqual(world.transmitted, []);
  frames.offer("b", {});
  assert.deepEqual(world.transmitted, [[1, "b"]]);
});

test("a frame is sent in its own shape, with even sides of 640 pixels at most", () => {
  assert.deepEqual(sentSize(640, 480), { width: 640, height: 480 });
  assert.deepEqual(sentSize(1920, 1080), { width: 640, height: 360 });
  assert.deepEqual(sentSize(300, 900), { width: 214, height: 640 });
  assert.deepEqual(sentSize(321, 240), { width: 322, height: 240 });
  assert.deepEqual(sentSize(4000, 1), { width: 640, height: 2 });
});

// ---------------------------------------------------------------- results from the server

/** A view that draws when the test says so. */
function view() {
  /** @type {(() => void)[]} */
  const scheduled = [];
  /** @type {FrameResult[]} */
  const drawn = [];
  const newest = new NewestResult((work) => scheduled.push(work), (result) => drawn.push(result));
  return { newest, drawn, scheduled, paint: () => scheduled.splice(0).forEach((work) => work()) };
}

test("only the newest of the frames that come before the screen draws is drawn", () => {
  const { newest, drawn, scheduled, paint } = view();
  newest.frame(frame(1));
  newest.frame(frame(2));
  assert.equal(scheduled.length, 1);
  paint();
  assert.deepEqual(drawn.map(({ message }) => message.frame), [2]);
  paint();
  assert.equal(drawn.length, 1);
  newest.frame(frame(3));
  paint();
  assert.deepEqual(drawn.map(({ message }) => message.frame), [2, 3]);
});

test("no sound of a frame that is not drawn is lost, and messages stay as they were", () => {
  const { newest, drawn, paint } = view();
  const first = frame(1, { sounds: ["beat"] });
  newest.frame(first);
  newest.frame(frame(2));
  newest.frame(frame(3, { sounds: ["count", "tick"] }));
  paint();
  assert.deepEqual(drawn[0]?.message.sounds, ["beat", "count", "tick"]);
  assert.deepEqual(first.sounds, ["beat"]);
  newest.frame(frame(4));
  paint();
  assert.equal(drawn[1]?.message.sounds, undefined);
});

test("a state is newer than a frame that waits: the frame is dropped, its sounds are not", () => {
  const { newest, drawn, paint } = view();
  newest.frame(frame(1, { sounds: ["beat"] }));
  const shown = newest.state({ ...state({ pause: "lost", sounds: ["pause"] }), type: "state" });
  paint();
  assert.deepEqual(drawn, []);
  assert.deepEqual(shown.sounds, ["beat", "pause"]);
  assert.equal(newest.state({ ...state(), type: "state" }).sounds, undefined);
});

test("a drawn frame keeps its own times", () => {
  const { newest, drawn, paint } = view();
  const own = times(2);
  newest.frame(frame(1));
  newest.frame(frame(2), own);
  paint();
  assert.equal(drawn[0]?.times, own);
});

/**
 * @param {number} number of the frame
 * @param {string} content
 */
function image(number, content) {
  const message = new Uint8Array([0, 0, 0, 0, ...new TextEncoder().encode(content)]);
  new DataView(message.buffer).setUint32(0, number);
  return message.buffer;
}

test("an image is shown with the result of its own frame, and the older ones are forgotten", async () => {
  const images = new ReceivedImages();
  images.keep(image(1, "one"));
  images.keep(image(2, "two"));
  images.keep(image(3, "three"));
  assert.equal(images.take(7), undefined);
  const found = images.take(2);
  assert.equal(await found?.text(), "two");
  assert.equal(found?.type, "image/jpeg");
  assert.equal(images.take(1), undefined);
  assert.equal(await images.take(3)?.text(), "three");
});

test("of too many images the oldest ones go", () => {
  const images = new ReceivedImages();
  for (let number = 1; number <= 10; number++) {
    images.keep(image(number, "x"));
  }
  assert.equal(images.waiting.size, 8);
  assert.deepEqual([...images.waiting.keys()].slice(0, 2), [3, 4]);
  images.clear();
  assert.equal(images.take(10), undefined);
});

// ---------------------------------------------------------------- delays

const SERVER = { wait: 1, decode: 2, judge: 20, tell: 0.5, all: 23.5 };

/** @param {number} taken */
function times(taken) {
  return { captured: taken, taken, shown: taken + 5, encoded: taken + 9, sent: taken + 10, received: taken + 40 };
}

test("a delay is split into its stages, and they add up", () => {
  const samples = new DelaySamples();
  samples.add(times(100), SERVER, 150);
  const { capture, encode, ready, wire, wait, decode, judge, tell, draw, all } = samples.samples[0] ?? assert.fail();
  assert.deepEqual([capture, encode, ready, wire, draw, all], [5, 4, 1, 6.5, 10, 50]);
  assert.equal(capture + encode + ready + wire + wait + decode + judge + tell + draw, all);
});

test("shares are those of the sorted delays, and zero before there is one", () => {
  const samples = new DelaySamples();
  assert.equal(samples.share("all", 0.5), 0);
  for (let i = 1; i <= 100; i++) {
    samples.add(times(0), { ...SERVER, judge: 101 - i }, 50);
  }
  assert.deepEqual([0.5, 0.95, 0.99, 1].map((part) => samples.share("judge", part)), [51, 96, 100, 100]);
});

test("the rate is that of the last five seconds", () => {
  const samples = new DelaySamples();
  assert.equal(samples.rate(0), 0);
  samples.add(times(0), SERVER, 0);
  assert.equal(samples.rate(0), 0);
  for (let at = 10_000; at <= 11_000; at += 50) {
    samples.add(times(at), SERVER, at);
  }
  assert.equal(samples.rate(11_000), 20);
});

test("frames that the camera showed in between are counted, but not a new beginning", () => {
  const samples = new DelaySamples();
  for (const number of [1, 2, 5, 6, 1, 3]) {
    samples.add({ ...times(0), number }, SERVER, 0);
  }
  assert.equal(samples.leftOut(), 3);
  samples.add(times(0), SERVER, 0);
  assert.equal(samples.leftOut(), 3);
});

test("only the last 1200 frames count", () => {
  const samples = new DelaySamples();
  for (let i = 0; i < 1300; i++) {
    samples.add(times(i), SERVER, i);
  }
  assert.equal(samples.count, 1200);
  assert.equal(samples.drawn[0], 100);
});
