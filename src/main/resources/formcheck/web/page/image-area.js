// The area of the image on the live page: the browser's own video, or images drawn on a canvas.

import { byId, canvasById, penOf } from "./dom.js";

export class ImageArea {
  constructor() {
    this.canvas = canvasById("shown");
    this.pen = penOf(this.canvas, { alpha: false });
  }

  /**
   * Begins a session.
   * @param {boolean} own whether the browser's camera is shown
   */
  begin(own) {
    byId("video").hidden = !own;
    this.canvas.hidden = own;
  }

  /**
   * Draws an image.
   * @param {Blob} jpeg
   */
  async draw(jpeg) {
    const bitmap = await createImageBitmap(jpeg);
    if (this.canvas.width !== bitmap.width || this.canvas.height !== bitmap.height) {
      Object.assign(this.canvas, { width: bitmap.width, height: bitmap.height });
    }
    this.pen.drawImage(bitmap, 0, 0);
    bitmap.close();
  }

  /**
   * Shows the last image of the camera, so that the person sees that it stands still.
   * @param {ArrayBuffer} jpeg
   * @param {() => boolean} stillLost whether the camera has not come back meanwhile
   */
  async hold(jpeg, stillLost) {
    await this.draw(new Blob([jpeg], { type: "image/jpeg" }));
    this.canvas.hidden = !stillLost();
  }

  /** The camera is back. */
  release() {
    this.canvas.hidden = true;
  }

  clear() {
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }
}
