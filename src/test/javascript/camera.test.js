// The camera's frames: their size, and that a frame that cannot be encoded stops none after it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fittedFrame } from "../../main/resources/formcheck/web/page/fitted-frame.js";
import { sentSize } from "../../main/resources/formcheck/web/page/frame-size.js";

/** @import { FrameTimes } from "../../main/resources/formcheck/web/page/delay-samples.js" */
/** @typedef {{ jpeg?: ArrayBuffer, times: FrameTimes }} Encoded */

const TIMES = { captured: 1, taken: 1, shown: 1, number: 1, encoded: NaN, sent: NaN, received: NaN };

/** @type {Encoded[]} */
const answers = [];
let broken = false;

class Canvas {
  /**
   * @param {number} width
   * @param {number} height
   */
  constructor(width, height) {
    this.width = width;
    this.height = height;
  }

  getContext() {
    return { drawImage: () => {} };
  }

  async convertToBlob() {
    if (broken) {
      throw new Error("no memory");
    }
    return new Blob(["jpeg"]);
  }
}

/**
 * A bitmap, or what a test needs of one.
 * @param {number} width
 * @param {number} height
 */
function bitmap(width, height) {
  return { width, height, close: () => {} };
}

/** A camera without a browser: what it takes is listed, and what its worker is sent. */
async function fakeCamera() {
  const { Camera } = await import("../../main/resources/formcheck/web/page/camera.js");
  /** @type {ArrayBuffer[]} */
  const images = [];
  /** @type {unknown[]} */
  const posted = [];
  const camera = Object.assign(Object.create(Camera.prototype), {
    video: { videoWidth: 640, videoHeight: 480 },
    worker: { postMessage: (/** @type {unknown} */ message) => posted.push(message) },
    listener: { wanted: () => true, frame: (/** @type {ArrayBuffer} */ jpeg) => images.push(jpeg) },
    encodingSince: 0,
    started: 0,
  });
  Object.assign(globalThis, {
    createImageBitmap: async (/** @type {unknown} */ _, /** @type {{ resizeWidth: number, resizeHeight: number }} */ size) =>
      bitmap(size.resizeWidth, size.resizeHeight),
  });
  return { camera, images, posted };
}

test("a slow machine asks for smaller frames of the same shape", () => {
  assert.deepEqual(sentSize(640, 480, 480), { width: 480, height: 360 });
  assert.deepEqual(sentSize(640, 480, 320), { width: 320, height: 240 });
  assert.deepEqual(sentSize(480, 640, 320), { width: 240, height: 320 });
});

test("frames are taken in the size that was asked for, and again in another shape", async () => {
  const { camera } = await fakeCamera();
  const size = async () => {
    const { width, height } = await fittedFrame(camera.video, camera.longestSide);
    return `${width}x${height}`;
  };
  assert.equal(await size(), "640x480");
  camera.longestSide = 320;
  assert.equal(await size(), "320x240");
  camera.video = { videoWidth: 720, videoHeight: 1280 };
  assert.equal(await size(), "180x320");
});

test("a frame that cannot be encoded stops none after it", async () => {
  const { camera, images, posted } = await fakeCamera();
  await camera.frame(0, {});
  await camera.frame(10, {});
  assert.equal(posted.length, 1, "one frame at a time");
  camera.encoded({ times: TIMES });
  assert.equal(images.length, 0);
  await camera.frame(20, {});
  camera.encoded({ jpeg: new ArrayBuffer(4), times: TIMES });
  assert.equal(posted.length, 2);
  assert.equal(images.length, 1);
});

test("a worker that fails or never answers stops no frame", async () => {
  const { camera, posted } = await fakeCamera();
  await camera.frame(0, {});
  camera.encodingFailed();
  await camera.frame(10, {});
  assert.equal(posted.length, 2);
  camera.encodingSince = performance.now() - 2000;
  await camera.frame(20, {});
  assert.equal(posted.length, 3);
});

test("a frame that cannot be taken stops none after it", async () => {
  const { camera, posted } = await fakeCamera();
  const take = globalThis.createImageBitmap;
  Object.assign(globalThis, {
    createImageBitmap: async () => {
      throw new Error("the camera is gone");
    },
  });
  await camera.frame(0, {});
  Object.assign(globalThis, { createImageBitmap: take });
  await camera.frame(10, {});
  assert.equal(posted.length, 1);
});

test("a canvas that gives no JPEG stops no frame", async () => {
  const { camera, images } = await fakeCamera();
  let blob = /** @type {Blob | null} */ (null);
  const canvas = {
    getContext: () => ({ drawImage: () => {} }),
    toBlob: (/** @type {(blob: Blob | null) => void} */ done) => done(blob),
  };
  Object.assign(globalThis, { document: { createElement: () => canvas } });
  camera.worker = null;
  await camera.frame(0, {});
  assert.equal(images.length, 0);
  blob = new Blob(["jpeg"]);
  await camera.frame(10, {});
  assert.equal(images.length, 1);
});

test("the worker answers a frame that it cannot encode, and encodes the next one", async () => {
  Object.assign(globalThis, {
    OffscreenCanvas: Canvas,
    onmessage: null,
    postMessage: (/** @type {Encoded} */ answer) => answers.push(answer),
  });
  await import("../../main/resources/formcheck/web/page/encode.js");
  const hear = /** @type {(event: unknown) => Promise<void>} */ (/** @type {unknown} */ (globalThis.onmessage));
  const send = () => hear({ data: { bitmap: bitmap(640, 480), quality: 0.8, times: TIMES } });
  broken = true;
  await send();
  broken = false;
  await send();
  assert.equal(answers.length, 2);
  assert.equal(answers[0]?.jpeg, undefined);
  assert.equal(answers[1]?.jpeg?.byteLength, 4);
});
