// The connection to the server and its problems: it broke, this browser has no access, or another page has the session.

import { Feed } from "./feed.js";

/** @import { PageRequest, ServerMessage } from "./messages.js" */
/** @import { Access } from "./access.js" */
/** @import { FrameTimes } from "./delay-samples.js" */
/** @import { Screens } from "./screens.js" */
/**
 * @typedef {object} ConnectionListener
 * @property {(message: ServerMessage, times?: FrameTimes) => void} message
 * @property {(image: ArrayBuffer) => void} image an image that the server took
 * @property {() => void} opened
 * @property {() => void} lost
 */

/** A connection that is back within this time was not missed, milliseconds. */
const GRACE = 1500;

export class Connection {
  /**
   * @param {Access} access
   * @param {Screens} screens
   * @param {ConnectionListener} listener
   */
  constructor(access, screens, listener) {
    this.access = access;
    this.screens = screens;
    this.listener = listener;
    /** @type {Feed | null} */
    this.feed = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.goneTimer = undefined;
  }

  connect() {
    const { message, image } = this.listener;
    this.feed = new Feed(this.access, { message, image, state: (state) => this.changed(state) });
  }

  get open() {
    return this.feed?.open ?? false;
  }

  /** @param {PageRequest} request */
  say(request) {
    this.feed?.say(request);
  }

  /**
   * Sends a frame now or later.
   * @param {ArrayBuffer} jpeg
   * @param {FrameTimes} times
   */
  offer(jpeg, times) {
    this.feed?.offer(jpeg, times);
  }

  /** @param {"open" | "gone" | "refused"} state */
  changed(state) {
    if (state === "open") {
      this.stopWaiting();
      this.screens.solved("gone", "token", "link", "forgotten");
      this.listener.opened();
      return;
    }
    if (this.screens.shows("forgotten")) {
      return;
    }
    this.listener.lost();
    if (state === "gone") {
      this.goneTimer ??= setTimeout(() => this.screens.problem("gone"), GRACE);
    } else if (!this.screens.shows("token", "link")) {
      this.stopWaiting();
      this.screens.problem("token");
    }
  }

  stopWaiting() {
    clearTimeout(this.goneTimer);
    this.goneTimer = undefined;
  }
}
