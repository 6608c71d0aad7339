// Shows the results of the server: the state of the session, and the image with what is drawn on it.

import { NewestResult } from "./newest-result.js";
import { ReceivedImages } from "./received-images.js";

/** @import { FrameMessage, StateMessage } from "./messages.js" */
/** @import { FrameTimes } from "./delay-samples.js" */
/** @import { Delays } from "./delays.js" */
/** @import { ImageArea } from "./image-area.js" */
/** @import { Live } from "./live.js" */
/** @import { FrameResult } from "./newest-result.js" */
/** @import { Overlay } from "./overlay.js" */
/** @import { Size } from "./frame-size.js" */
/**
 * @typedef {object} FrameViewParts
 * @property {ImageArea} area
 * @property {Delays} delays
 * @property {Live} live
 * @property {Overlay} overlay
 * @property {() => boolean} going whether a session is under way
 * @property {() => Size | undefined} shape of the browser's own video
 */

export class FrameView {
  /** @param {FrameViewParts} parts */
  constructor(parts) {
    this.parts = parts;
    /** Images of the server whose results are still to come. */
    this.images = new ReceivedImages();
    this.newest = new NewestResult((work) => requestAnimationFrame(work), (result) => this.draw(result));
  }

  /**
   * Shows a result: a state at once, a frame with the next frame of the screen.
   * @param {FrameMessage | StateMessage} message
   * @param {FrameTimes} [times] of the page's own frame that was judged
   */
  show(message, times) {
    if (message.type === "frame") {
      this.newest.frame(message, times);
    } else {
      this.parts.live.show(this.newest.state(message));
      if (message.pause === "lost") {
        this.parts.overlay.clear();
      }
    }
  }

  /** @param {FrameResult} result */
  draw({ message, times }) {
    const { area, delays, going, live, overlay, shape } = this.parts;
    if (!going()) {
      return;
    }
    live.show(message);
    const jpeg = this.images.take(message.frame);
    if (jpeg) {
      area.draw(jpeg).catch(() => {}).then(() => overlay.draw(message)); // an image that cannot be read leaves the one before
    } else {
      overlay.draw(message, shape());
    }
    if (times && message.server) {
      delays.add(times, message.server);
    }
  }
}
