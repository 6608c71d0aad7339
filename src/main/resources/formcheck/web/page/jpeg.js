// Encodes a frame as JPEG in the page's own thread, where the browser has no other way.

import { penOf } from "./dom.js";

/**
 * Returns the frame as a JPEG file. Throws an `Error` where the browser encodes none.
 * @param {ImageBitmap} bitmap closed afterwards
 * @param {number} quality 0 to 1
 */
export async function jpegOf(bitmap, quality) {
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  penOf(canvas, { alpha: false }).drawImage(bitmap, 0, 0);
  bitmap.close();
  /** @type {Blob | null} */
  const blob = await new Promise((done) => {
    canvas.toBlob(done, "image/jpeg", quality);
  });
  if (!blob) {
    throw new Error("the frame could not be encoded");
  }
  return blob.arrayBuffer();
}
