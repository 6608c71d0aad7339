// The connection to the server: frames and requests out, messages and images in.

import { FrameQueue } from "./frame-queue.js";

/** @import { PageRequest, ServerMessage } from "./messages.js" */
/** @import { FrameTimes } from "./delay-samples.js" */
/** @import { Access } from "./access.js" */
/**
 * @typedef {object} FeedListener
 * @property {(message: ServerMessage, times?: FrameTimes) => void} message times: of the page's own frame that was judged
 * @property {(image: ArrayBuffer) => void} image an image that the server took
 * @property {(state: "open" | "gone" | "refused") => void} state
 */

/** Bytes before the JPEG: the sequence number, four that are not used, and the time of the frame. */
const HEADER = 16;
/** Time between two attempts to connect, milliseconds. */
const AGAIN = 1000;

export class Feed {
  /**
   * @param {Access} access
   * @param {FeedListener} listener
   */
  constructor(access, listener) {
    this.access = access;
    this.listener = listener;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {FrameQueue<ArrayBuffer, FrameTimes>} */
    this.queue = new FrameQueue((sequence, jpeg, times) => this.transmit(sequence, jpeg, times), () => this.open, () => performance.now());
    if (access.token) {
      this.connect();
    } else {
      this.getAccess().then(() => this.connect());
    }
  }

  connect() {
    // The token is sent as the name of a protocol: a page can set no header here, and an address is no place for it.
    const socket = new WebSocket(`ws://${location.host}/live`, ["formcheck", this.access.token]);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.listener.state("open");
    socket.onclose = async () => {
      this.queue.reset();
      this.listener.state("gone");
      await this.getAccess();
      this.connect();
    };
    socket.onmessage = (event) => {
      if (typeof event.data === "string") {
        this.received(JSON.parse(event.data), performance.now());
      } else {
        this.listener.image(event.data);
      }
    };
  }

  /**
   * @param {ServerMessage} message
   * @param {number} now milliseconds
   */
  received(message, now) {
    if (message.type === "opened") {
      this.queue.reset(); // an image that was sent before has no answer
    }
    const judged = message.type === "frame" || message.type === "placement";
    const times = judged && message.sequence !== undefined ? this.queue.arrived(message.sequence) : undefined;
    this.listener.message(message, times && { ...times, received: now });
  }

  /** Waits until this browser has access. FormCheck that was started again does not know the page's token. */
  async getAccess() {
    for (;;) {
      await new Promise((resolve) => {
        setTimeout(resolve, AGAIN);
      });
      const how = await this.access.enter();
      if (how === "in") {
        return;
      }
      this.listener.state(how === "out" ? "refused" : "gone");
    }
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /**
   * Sends a request, if the connection is open.
   * @param {PageRequest} request
   */
  say(request) {
    if (request.type === "open" || request.type === "preview") {
      this.queue.reset(); // images of the source before have no place in the next one
    }
    if (this.open) {
      this.socket?.send(JSON.stringify(request));
    }
  }

  /**
   * Sends a frame now or later, unless a newer one comes before.
   * @param {ArrayBuffer} jpeg
   * @param {FrameTimes} times
   */
  offer(jpeg, times) {
    this.queue.offer(jpeg, times);
  }

  /**
   * @param {number} sequence
   * @param {ArrayBuffer} jpeg
   * @param {FrameTimes} times
   */
  transmit(sequence, jpeg, times) {
    const message = new Uint8Array(HEADER + jpeg.byteLength);
    const header = new DataView(message.buffer);
    header.setUint32(0, sequence);
    header.setFloat64(8, Math.max(0, times.captured));
    message.set(new Uint8Array(jpeg), HEADER);
    this.socket?.send(message);
  }
}
