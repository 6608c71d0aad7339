import assert from "node:assert/strict";
import { test } from "node:test";
import { armLevel, barbellY, topFor } from "../../main/resources/formcheck/web/page/arm-level.js";
import { bestPlace, boxOf, overlaps } from "../../main/resources/formcheck/web/page/label-places.js";
import { elevationArc, fitted, reachOf } from "../../main/resources/formcheck/web/page/overlay-geometry.js";
import { chainsOf, frameAt } from "../../main/resources/formcheck/web/page/recorded-joints.js";
import { repShapes, rowShapes } from "../../main/resources/formcheck/web/page/rep-shapes.js";
import { marks } from "./support.js";

/** @import { Arm, RepMark } from "../../main/resources/formcheck/web/page/messages.js" */
/** @import { Box, LabelPlace } from "../../main/resources/formcheck/web/page/label-places.js" */

// ---------------------------------------------------------------- the level of the arms

/**
 * @param {number} [elevation]
 * @returns {Arm}
 */
function arm(elevation) {
  return elevation === undefined ? { state: "unseen" } : { elevation, state: "plain" };
}

test("the level is in the middle of both arms, and that of one arm where only one is seen", () => {
  assert.equal(armLevel({ left: arm(80), right: arm(90) }, false, 150).middle, 85);
  const one = armLevel({ left: arm(80), right: arm() }, false, 150);
  assert.deepEqual([one.middle, one.left, one.right, one.unseen], [80, 80, 80, true]);
  const none = armLevel({ left: arm(), right: arm() }, false, 150);
  assert.deepEqual([none.middle, none.unseen, none.top], [0, true, 150]);
});

test("arms below the allowed level are a fault only while they are lowered too fast", () => {
  const low = { left: arm(40), right: arm(44), level: 60 };
  assert.equal(armLevel(low, true, 150).fault, true);
  assert.equal(armLevel(low, false, 150).fault, false);
  assert.equal(armLevel({ ...low, level: 30 }, true, 150).fault, false);
  assert.equal(armLevel({ left: arm(40), right: arm(44) }, true, 150).fault, false);
});

test("the level never falls below the drawing, and is read in steps of five degrees", () => {
  const view = armLevel({ left: arm(41), right: arm(44), level: -3 }, false, 150);
  assert.deepEqual([view.level, view.lowering], [0, true]);
  assert.deepEqual(view.said, { arms: 45, level: -5 });
  assert.equal(armLevel({ left: arm(41), right: arm(44) }, false, 150).said.level, undefined);
});

test("arms that go farther than the exercise asks get a higher drawing", () => {
  assert.deepEqual([topFor(90), topFor(100), topFor(150)], [150, 150, 186]);
  assert.equal(armLevel({ left: arm(142), right: arm(90) }, false, 150).top, 150);
  assert.equal(armLevel({ left: arm(143), right: arm(90) }, false, 150).top, 186);
});

test("the ends of the barbell stay inside of its drawing", () => {
  assert.equal(barbellY(75, 150), 75);
  assert.equal(barbellY(-20, 150), 150 * 0.9, "hanging weights are not cut off");
  assert.ok(Math.abs(barbellY(300, 150) - 4.5) < 1e-9);
});

// ---------------------------------------------------------------- the overlay

test("an image of the shape of its area fills it, mirrored", () => {
  const { at, whole, unit } = fitted({ width: 1280, height: 960 }, { width: 640, height: 480 });
  assert.deepEqual(at([0, 0]), [1280, 0]);
  assert.deepEqual(at([160, 240, 0.9]), [960, 480]);
  assert.equal(whole, false);
  assert.equal(unit, 1280 / 480);
});

test("an image that loses little is cut to its area, one that would lose more is shown whole", () => {
  const cut = fitted({ width: 640, height: 460 }, { width: 640, height: 480 });
  assert.equal(cut.whole, false);
  assert.deepEqual(cut.at([0, 10]), [640, 0]);
  const whole = fitted({ width: 960, height: 480 }, { width: 640, height: 480 });
  assert.equal(whole.whole, true);
  assert.deepEqual(whole.at([0, 0]), [800, 0]);
  assert.deepEqual(whole.at([640, 480]), [160, 480]);
  assert.deepEqual([cut.edges, whole.edges], [[0, 640], [160, 800]]);
});

test("points of a frame that was judged with bars lie on the image that is shown without", () => {
  // A camera of 640 by 480 that was turned: the frame has bars at both sides of the upright image.
  const { at } = fitted({ width: 480, height: 640 }, { width: 640, height: 480 }, { width: 480, height: 640 });
  const bar = (640 - 360) / 2;
  assert.deepEqual(at([bar, 0]), [480, 0]);
  assert.deepEqual(at([640 - bar, 480]), [0, 640]);
});

test("raised arms need nearly four widths of the shoulders, and a least width", () => {
  assert.deepEqual(reachOf([350, 100], [250, 100], 1, [0, 640]), { from: 110, to: 490, fits: true });
  assert.deepEqual(reachOf([305, 100], [295, 100], 1, [0, 640]), { from: 230, to: 370, fits: true });
  assert.deepEqual(reachOf([150, 100], [50, 100], 1, [0, 640]), { from: 2, to: 290, fits: false });
  assert.deepEqual(reachOf([600, 100], [500, 100], 1, [0, 640]), { from: 360, to: 638, fits: false });
  assert.deepEqual(reachOf([350, 100], [250, 100], 1, [160, 480]), { from: 162, to: 478, fits: false });
});

test("the arc of an elevation begins at a hanging arm and turns outwards", () => {
  const right = elevationArc([100, 100], [150, 100], 90);
  assert.deepEqual([right.start, right.end, right.counterclockwise], [Math.PI / 2, 0, true]);
  const left = elevationArc([100, 100], [50, 100], 90);
  assert.deepEqual([left.start, left.end, left.counterclockwise], [Math.PI / 2, Math.PI, false]);
});

// ---------------------------------------------------------------- marks of repetitions

/**
 * @param {RepMark["kind"]} kind
 * @param {Partial<RepMark>} [more]
 */
function shapesOf(kind, more = {}) {
  const [mark] = marks(kind);
  return repShapes({ ...(mark ?? assert.fail()), ...more }, 0, 20, 80);
}

test("a bar is as high as its lowering was long, up to four seconds, and never vanishes", () => {
  const heights = [0, 1, 2, 4, 9].map((down) => shapesOf("clean", { down })[0]?.attributes.height);
  assert.deepEqual(heights, [8, 20, 40, 80, 80]);
});

test("each kind of mark has a form of its own", () => {
  const forms = (/** @type {RepMark["kind"]} */ kind) => shapesOf(kind).map(({ name, attributes }) => `${name} ${attributes.fill ?? attributes.stroke}`);
  assert.deepEqual(forms("clean"), ["rect var(--steady)"]);
  assert.deepEqual(forms("low"), ["rect var(--steady-fill)", "path var(--alert)"]);
  assert.deepEqual(forms("uneven"), ["rect var(--steady)", "path var(--alert)"]);
  assert.deepEqual(forms("posture"), ["path var(--alert)", "rect var(--steady)"]);
  assert.deepEqual(forms("fast"), ["rect var(--surface)", "path none"]);
  assert.deepEqual(forms("unjudged"), ["rect none"]);
  assert.ok(shapesOf("unjudged")[0]?.attributes["stroke-dasharray"]);
});

test("a row has a slot for each repetition up to the target, and a block for the one under way", () => {
  const row = rowShapes(marks("clean", "fast"), 5, true);
  assert.deepEqual(row.map(({ kind }) => kind), ["clean", "fast", "", "", ""]);
  assert.deepEqual(row.slice(2).map(({ shapes }) => shapes[0]?.attributes.height), [14, 4, 4]);
  assert.deepEqual(rowShapes(marks("clean"), 2, false)[1]?.shapes[0]?.attributes, { x: 203, y: 56, width: 197, height: 4, fill: "var(--line-strong)" });
});

test("a row grows beyond its target", () => {
  assert.equal(rowShapes(marks("clean", "clean", "clean"), 2, false).length, 3);
  assert.equal(rowShapes(marks("clean", "clean", "clean"), 3, true).length, 4);
});

// ---------------------------------------------------------------- the recorded video

const FRAMES = [[0, 0.1, 0.2], [0.1, 0.1, 0.2], [0.2, 0.1, 0.2], [5, 0.1, 0.2]];

test("the joints are those of the frame at this moment or next after it", () => {
  assert.equal(frameAt(FRAMES, 0.1), FRAMES[1]);
  assert.equal(frameAt(FRAMES, 0.15), FRAMES[2]);
  assert.equal(frameAt(FRAMES, -0.2), FRAMES[0]);
  assert.equal(frameAt(FRAMES, 5.2), FRAMES[3]);
});

test("no joints are shown where no frame is near, or where there are none", () => {
  assert.equal(frameAt(FRAMES, 2), undefined);
  assert.equal(frameAt(FRAMES, 5.31), undefined);
  assert.equal(frameAt([], 1), undefined);
});

test("a line is drawn only where all of its joints are known", () => {
  const names = ["left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist"];
  const frame = [1, 0.6, 0.3, 0.4, 0.3, 0.7, 0.3, 0.3, 0.3, 0.8, 0.3, null, null];
  assert.deepEqual(chainsOf(names, frame), [[[0.6, 0.3], [0.7, 0.3], [0.8, 0.3]], [[0.6, 0.3], [0.4, 0.3]]]);
  assert.deepEqual(chainsOf([], [1]), []);
});

// ---------------------------------------------------------------- labels

test("a text covers what its alignment says", () => {
  const place = { x: 100, y: 50 };
  assert.deepEqual(boxOf({ ...place, align: "left" }, 40, 1), [100, 38, 140, 53]);
  assert.deepEqual(boxOf({ ...place, align: "right" }, 40, 1), [60, 38, 100, 53]);
  assert.deepEqual(boxOf({ ...place, align: "center" }, 40, 2), [80, 26, 120, 56]);
});

test("boxes that only touch do not overlap", () => {
  assert.equal(overlaps([0, 0, 10, 10], [10, 0, 20, 10]), false);
  assert.equal(overlaps([0, 0, 10, 10], [9, 9, 20, 20]), true);
});

test("a label stands where it covers least, and of those at the first place", () => {
  /** @type {LabelPlace[]} */
  const places = [{ x: 0, y: 20, align: "left" }, { x: 100, y: 20, align: "left" }, { x: 200, y: 20, align: "left" }];
  /** @type {Box[]} */
  const taken = [[0, 0, 50, 50]];
  assert.equal(bestPlace(places, 40, 1, taken).place, places[1]);
  assert.equal(bestPlace(places, 40, 1, []).place, places[0]);
  assert.equal(bestPlace(places, 400, 1, taken).place, places[1]);
});
