// A worker that encodes frames as JPEG, beside the page's own thread.

/** @type {OffscreenCanvas | undefined} */
let canvas;
/** @type {OffscreenCanvasRenderingContext2D | null} */
let pen = null;

onmessage = async (event) => {
  const { bitmap, quality, times } = event.data;
  if (!canvas || canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    pen = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  }
  pen?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  const jpeg = await blob.arrayBuffer();
  postMessage({ jpeg, times }, { transfer: [jpeg] });
};
