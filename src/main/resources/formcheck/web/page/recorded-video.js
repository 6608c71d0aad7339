// The video of a session, with the joints drawn over it.

import { make, penOf } from "./dom.js";
import { chainsOf, frameAt } from "./recorded-joints.js";
import * as words from "./words.js";

/** @import { RecordedJoints } from "./messages.js" */
/** @import { Server } from "./server.js" */

/** A video starts so long before what it is to show, seconds. */
const LEAD = 0.5;
/** Colour and width of the lines, for an image of 480 pixels: the edge first. */
const EDGE = { paint: "rgba(8, 16, 14, .8)", width: 9 };
const LINE = { paint: "#8AD4FF", width: 5 };

export class RecordedVideo {
  /**
   * @param {Server} server
   * @param {string} id of the session
   * @param {number} from time of the session at which the video begins, seconds
   */
  constructor(server, id, from) {
    this.server = server;
    this.from = from;
    this.closed = false;
    this.url = "";
    /** @type {RecordedJoints} */
    this.joints = { joints: [], frames: [] };
    this.video = make("video", { controls: true, playsinline: true, preload: "metadata", id: "recorded", "aria-label": words.text("page.video") });
    this.canvas = make("canvas", { "aria-hidden": "true" });
    this.pen = penOf(this.canvas);
    this.video.onplay = () => this.drawOn();
    this.video.onseeked = () => this.drawOn();
    this.video.onloadedmetadata = () => {
      Object.assign(this.canvas, { width: this.video.videoWidth, height: this.video.videoHeight });
    };
    this.element = make("figure", { class: "player-of", slot: "video" },
      make("div", { class: "player", "data-from": from }, this.video, this.canvas),
      make("figcaption", { class: "small quiet" }, words.text("page.video.sides")));
    this.load(id);
    this.loadJoints(id);
  }

  /**
   * Loads the whole video: a video element sends no token, and its address is no place for one.
   * @param {string} id
   */
  async load(id) {
    try {
      const film = await (await this.server.ask(`/api/video/${id}`)).blob();
      if (!this.closed) {
        this.url = URL.createObjectURL(film);
        this.video.src = this.url;
      }
    } catch {
      this.element.remove(); // the report is complete without it
    }
  }

  /** @param {string} id */
  async loadJoints(id) {
    try {
      this.joints = /** @type {RecordedJoints} */ (await this.server.json(`/api/sessions/${id}/points`));
    } catch {
      // the video is shown without them
    }
  }

  close() {
    this.closed = true;
    // The element may still be reading: it lets go first, else the browser reports an address that is gone.
    this.video.pause();
    this.video.removeAttribute("src");
    this.video.load();
    URL.revokeObjectURL(this.url);
  }

  /** @param {number} seconds of the session */
  playFrom(seconds) {
    this.video.currentTime = Math.max(0, seconds - this.from - LEAD);
    this.video.play().catch(() => {}); // stopped before it began
    this.video.scrollIntoView({ block: "nearest" });
    this.video.focus({ preventScroll: true });
  }

  /** Draws the joints, and again with each frame of the screen while the video plays. */
  drawOn() {
    this.draw();
    if (!this.closed && this.video.isConnected && !this.video.paused) {
      requestAnimationFrame(() => this.drawOn());
    }
  }

  draw() {
    const { width, height } = this.canvas;
    this.pen.clearRect(0, 0, width, height);
    const frame = frameAt(this.joints.frames, this.video.currentTime + this.from);
    if (!frame) {
      return;
    }
    const chains = chainsOf(this.joints.joints, frame);
    for (const line of [EDGE, LINE]) {
      this.pen.strokeStyle = line.paint;
      this.pen.lineWidth = (line.width * width) / 480;
      this.pen.lineCap = "round";
      for (const chain of chains) {
        this.pen.beginPath();
        chain.forEach(([x, y], i) => (i ? this.pen.lineTo(x * width, y * height) : this.pen.moveTo(x * width, y * height)));
        this.pen.stroke();
      }
    }
  }
}
