// Takes one frame of the camera at the size at which it is sent.

import { sentSize } from "./frame-size.js";

/**
 * Returns a frame at its sent size. A camera that turned while it was taken gives a stretched one: that is taken again.
 * @param {HTMLVideoElement} video
 * @param {number} longestSide of the frame, pixels
 */
export async function fittedFrame(video, longestSide) {
  for (;;) {
    const { videoWidth: width, videoHeight: height } = video;
    const size = sentSize(width, height, longestSide);
    const bitmap = await createImageBitmap(video, { resizeWidth: size.width, resizeHeight: size.height });
    if (video.videoWidth === width && video.videoHeight === height) {
      return bitmap;
    }
    bitmap.close();
  }
}
