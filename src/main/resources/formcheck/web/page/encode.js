// A worker that encodes frames as JPEG, beside the page's own thread.

/** @type {OffscreenCanvas | undefined} */
let canvas;
/** @type {OffscreenCanvasRenderingContext2D | null} */
let pen = null;

/**
 * @param {ImageBitmap} bitmap
 * @param {number} quality 0 to 1
 */
async function encode(bitmap, quality) {
  if (!canvas || canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    pen = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  }
  pen?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  return blob.arrayBuffer();
}

// A frame that cannot be encoded is answered without a JPEG, so that the page takes the next one.
onmessage = async (event) => {
  const { bitmap, quality, times } = event.data;
  try {
    const jpeg = await encode(bitmap, quality);
    postMessage({ jpeg, times }, { transfer: [jpeg] });
  } catch {
    canvas = undefined; // a lost drawing context does not come back
    postMessage({ times });
  }
};
