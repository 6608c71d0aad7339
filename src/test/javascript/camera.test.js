// The camera's frames: their size, and that a frame that cannot be encoded stops none after it.
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
import assert from "node:assert/strict";
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
import { test } from "node:test";
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
import { sentSize } from "../../main/resources/formcheck/web/page/picture-size.js";
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
/** @import { PictureTimes } from "../../main/resources/formcheck/web/page/camera.js" */
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
/** @typedef {{ jpeg?: ArrayBuffer, times: PictureTimes }} Encoded */
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
const TIMES = { captured: 1, taken: 1, shown: 1, number: 1, encoded: NaN, sent: NaN, received: NaN };
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
/** @type {Encoded[]} */
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
const answers = [];
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
let broken = false;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
class Canvas {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  /**
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
   * @param {number} width
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
   * @param {number} height
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
   */
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  constructor(width, height) {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    this.width = width;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    this.height = height;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  }
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  getContext() {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    return { drawImage: () => {} };
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  }
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  async convertToBlob() {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    if (broken) {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
      throw new Error("no memory");
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    }
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    return new Blob(["jpeg"]);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  }
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
}
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
/**
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
 * A bitmap, or what a test needs of one.
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
 * @param {number} width
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
 * @param {number} height
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
 */
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
function bitmap(width, height) {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  return { width, height, close: () => {} };
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
}
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
/** A camera without a browser: what it takes is listed, and what its worker is sent. */
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
async function fakeCamera() {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const { Camera } = await import("../../main/resources/formcheck/web/page/camera.js");
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  /** @type {ArrayBuffer[]} */
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const pictures = [];
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  /** @type {unknown[]} */
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const posted = [];
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const camera = Object.assign(Object.create(Camera.prototype), {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    video: { videoWidth: 640, videoHeight: 480 },
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    worker: { postMessage: (/** @type {unknown} */ message) => posted.push(message) },
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    listener: { wanted: () => true, picture: (/** @type {ArrayBuffer} */ jpeg) => pictures.push(jpeg) },
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    encodingSince: 0,
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    started: 0,
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  Object.assign(globalThis, {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    createImageBitmap: async (/** @type {unknown} */ _, /** @type {{ resizeWidth: number, resizeHeight: number }} */ size) =>
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
      bitmap(size.resizeWidth, size.resizeHeight),
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  return { camera, pictures, posted };
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
}
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
test("a slow machine asks for smaller frames of the same shape", () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.deepEqual(sentSize(640, 480, 480), { width: 480, height: 360 });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.deepEqual(sentSize(640, 480, 320), { width: 320, height: 240 });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.deepEqual(sentSize(480, 640, 320), { width: 240, height: 320 });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
test("frames are taken in the size that was asked for, and again in another shape", async () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const { camera } = await fakeCamera();
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const size = async () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    const { width, height } = await fittedFrame(camera.video, camera.longestSide);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    return `${width}x${height}`;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  };
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(await size(), "640x480");
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  camera.longestSide = 320;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(await size(), "320x240");
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  camera.video = { videoWidth: 720, videoHeight: 1280 };
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(await size(), "180x320");
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
test("a frame that cannot be encoded stops none after it", async () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const { camera, pictures, posted } = await fakeCamera();
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(0, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(10, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(posted.length, 1, "one frame at a time");
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  camera.encoded({ times: TIMES });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(pictures.length, 0);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(20, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  camera.encoded({ jpeg: new ArrayBuffer(4), times: TIMES });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(posted.length, 2);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(pictures.length, 1);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
test("a worker that fails or never answers stops no frame", async () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const { camera, posted } = await fakeCamera();
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(0, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  camera.encodingFailed();
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(10, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(posted.length, 2);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  camera.encodingSince = performance.now() - 2000;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(20, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(posted.length, 3);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
test("a frame that cannot be taken stops none after it", async () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const { camera, posted } = await fakeCamera();
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const take = globalThis.createImageBitmap;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  Object.assign(globalThis, {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    createImageBitmap: async () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
      throw new Error("the camera is gone");
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    },
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(0, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  Object.assign(globalThis, { createImageBitmap: take });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(10, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(posted.length, 1);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
test("a canvas that gives no JPEG stops no frame", async () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const { camera, pictures } = await fakeCamera();
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  let blob = /** @type {Blob | null} */ (null);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const canvas = {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    getContext: () => ({ drawImage: () => {} }),
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    toBlob: (/** @type {(blob: Blob | null) => void} */ done) => done(blob),
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  };
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  Object.assign(globalThis, { document: { createElement: () => canvas } });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  camera.worker = null;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(0, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(pictures.length, 0);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  blob = new Blob(["jpeg"]);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await camera.frame(10, {});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(pictures.length, 1);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
test("the worker answers a frame that it cannot encode, and encodes the next one", async () => {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  Object.assign(globalThis, {
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    OffscreenCanvas: Canvas,
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    onmessage: null,
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
    postMessage: (/** @type {Encoded} */ answer) => answers.push(answer),
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await import("../../main/resources/formcheck/web/page/encode.js");
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const hear = /** @type {(event: unknown) => Promise<void>} */ (/** @type {unknown} */ (globalThis.onmessage));
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  const send = () => hear({ data: { bitmap: bitmap(640, 480), quality: 0.8, times: TIMES } });
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  broken = true;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await send();
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  broken = false;
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  await send();
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(answers.length, 2);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(answers[0]?.jpeg, undefined);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
  assert.equal(answers[1]?.jpeg?.byteLength, 4);
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
});
import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
