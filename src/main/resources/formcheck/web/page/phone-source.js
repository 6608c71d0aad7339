// The phone as a source: whether it is there, its preview on the start page, and what the page does when it comes.

import { canvasById, byId, penOf } from "./dom.js";

/** @import { PhoneMessage, PageRequest, PlacementMessage } from "./messages.js" */
/** @import { PreviewState } from "./preview-line.js" */
/**
 * @typedef {object} PhoneSourceParts
 * @property {(request: PageRequest) => void} say
 * @property {() => boolean} allowed whether the start page is in view and no session is under way
 * @property {() => boolean} chosen whether the start page chooses the phone
 * @property {() => boolean} ready whether the pose model is loaded
 * @property {(expected: boolean) => void} offer shows or hides the phone among the sources
 * @property {() => void} update shows the start page as it now is
 */

/** Bytes before the JPEG: the number of the frame. */
const HEADER = 4;

export class PhoneSource {
  /** @param {PhoneSourceParts} parts */
  constructor(parts) {
    this.parts = parts;
    this.canvas = canvasById("preview-phone");
    this.pen = penOf(this.canvas, { alpha: false });
    /** Whether a phone may connect. */
    this.expected = false;
    /** Whether its camera is open. */
    this.connected = false;
    /** Whether its images are previewed. */
    this.on = false;
    this.drawing = false;
    /** @type {PlacementMessage | undefined} */
    this.placement = undefined;
    /** @type {() => void} Called when the phone comes or goes */
    this.changed = () => {};
  }

  /** @param {PhoneMessage} message */
  hear({ expected, connected }) {
    const before = this.expected;
    this.expected = expected;
    this.connected = connected;
    if (!connected) {
      this.placement = undefined;
    }
    if (expected !== before) {
      this.parts.offer(expected);
    }
    this.parts.update();
    this.changed();
  }

  /** Begins or ends the preview, as the page now is. */
  update() {
    const on = this.parts.allowed() && this.parts.chosen() && this.expected;
    if (on && !this.on) {
      this.parts.say({ type: "preview", source: { kind: "phone" } });
    } else if (!on && this.on && this.parts.allowed()) {
      this.parts.say({ type: "preview" });
    }
    if (!on) {
      this.placement = undefined;
    }
    this.on = on;
    this.canvas.hidden = !on;
    byId("preview").hidden = on;
  }

  /** The server has no preview of this page: it begins again. */
  again() {
    this.on = false;
    this.update();
  }

  /**
   * Returns what the line on the preview says; nothing where the phone is not chosen.
   * @returns {PreviewState | undefined}
   */
  state() {
    const { on, connected, placement } = this;
    return on ? { own: true, problem: connected ? "" : "phone", open: true, ready: this.parts.ready(), placement } : undefined;
  }

  /**
   * Draws an image of the preview. One that comes while another one is drawn is left out.
   * @param {ArrayBuffer} message
   */
  async draw(message) {
    if (!this.on || this.drawing) {
      return;
    }
    this.drawing = true;
    try {
      const bitmap = await createImageBitmap(new Blob([message.slice(HEADER)], { type: "image/jpeg" }));
      Object.assign(this.canvas, { width: bitmap.width, height: bitmap.height });
      this.pen.drawImage(bitmap, 0, 0);
      bitmap.close();
    } catch {
      // the next image comes soon
    } finally {
      this.drawing = false;
    }
  }
}
