// The preview of the start page: shows the browser's camera and what is wrong with its place. Begins no session.

import { byId, byIdAs } from "./dom.js";
import { checkSign } from "./drawings.js";
import { SHORTEST, SteadyLine, previewLine } from "./preview-line.js";

/** @import { Camera } from "./camera.js" */
/** @import { PageRequest, PlacementMessage } from "./messages.js" */
/** @import { PhoneSource } from "./phone-source.js" */
/** @import { Size } from "./frame-size.js" */
/**
 * @typedef {object} PreviewParts
 * @property {Camera} camera
 * @property {(request: PageRequest) => void} say
 * @property {() => string | undefined} device of the browser that the start page chooses, "" for any; undefined for another source
 * @property {() => boolean} allowed whether the start page is in view and no session is under way
 * @property {() => boolean} going whether a session is under way
 * @property {() => boolean} ready whether the pose model is loaded
 * @property {PhoneSource} phone
 */

export class Preview {
  /** @param {PreviewParts} parts */
  constructor(parts) {
    this.parts = parts;
    this.video = byIdAs("preview", HTMLVideoElement);
    this.line = new SteadyLine();
    /** @type {string | undefined} The camera that is shown */
    this.device = undefined;
    this.problem = "";
    this.open = false;
    /** @type {PlacementMessage | undefined} */
    this.placement = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** Whether the camera is shown. */
  get on() {
    return this.device !== undefined;
  }

  /** Begins or ends the preview, as the page now is. */
  update() {
    const device = this.parts.allowed() ? this.parts.device() : undefined;
    if (this.on && device !== undefined && this.parts.camera.serves(device)) {
      this.device = device;
    } else if (device !== this.device) {
      this.end();
      if (device !== undefined) {
        this.begin(device);
      }
    }
    if (device === undefined && !this.parts.going()) {
      this.parts.camera.close();
    }
    this.parts.phone.update();
    this.tell();
  }

  /** @param {string} device */
  async begin(device) {
    this.device = device;
    await this.parts.camera.showIn(this.video);
    if (this.device === device) {
      await this.parts.camera.open(device);
    }
  }

  /** The server has no preview of this page: it begins again. */
  again() {
    const { device } = this;
    this.device = undefined;
    this.parts.phone.again();
    if (device !== undefined && this.parts.allowed()) {
      this.begin(device);
    } else {
      this.update();
    }
  }

  /** Ends the preview. A session that begins keeps the camera. */
  end() {
    if (!this.on) {
      return;
    }
    this.device = undefined;
    this.open = false;
    this.problem = "";
    this.placement = undefined;
    if (!this.parts.going()) {
      this.parts.say({ type: "preview" });
    }
  }

  /** @param {Size & { name: string }} source */
  opened(source) {
    this.open = true;
    this.problem = "";
    this.parts.say({ type: "preview", source: { kind: "browser", ...source } });
    this.tell();
  }

  /** @param {string} kind of the problem */
  failed(kind) {
    this.open = false;
    this.problem = kind;
    this.placement = undefined;
    this.tell();
  }

  /** @param {PlacementMessage} message */
  judged(message) {
    const shown = this.parts.phone.on ? this.parts.phone : this;
    if (shown.on) {
      shown.placement = message;
      this.tell();
    }
  }

  /** Shows the line. */
  tell() {
    const { device, phone, ready } = this.parts;
    const { sign, text } = previewLine(phone.state() ?? {
      own: device() !== undefined, problem: this.problem, open: this.open, ready: ready(), placement: this.placement,
    });
    if (this.line.changes(text, performance.now())) {
      document.documentElement.dataset.place = sign; // for whoever does what is asked and cannot read, such as a test
      const words = document.createElement("span");
      words.textContent = text;
      byId("verdict").className = `verdict ${sign}`;
      byId("verdict").replaceChildren(checkSign(sign), words);
    } else if (text !== this.line.shown) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.tell(), SHORTEST + 1);
    }
  }
}
