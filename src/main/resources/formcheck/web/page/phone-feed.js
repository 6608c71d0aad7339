// The connection of the phone to the computer: pairs it, sends frames, and comes back by itself.

import { PhoneQueue } from "./phone-queue.js";
import { PhoneRequests } from "./phone-requests.js";
import { keepSecret, secret } from "./phone-settings.js";

/** @typedef {"code" | "forgotten" | "gone" | "open" | "elsewhere"} FeedState code: this phone is not paired; gone: no one answers */
/**
 * @typedef {object} PhoneFeedListener
 * @property {(state: FeedState) => void} state
 * @property {(wanted: boolean, longestSide: number) => void} wish what the computer wants
 */

/** Bytes before the JPEG: the sequence number, four that are not used, and the time of the frame. */
const HEADER = 16;
/** Time between two attempts to connect, milliseconds. */
const AGAIN = 1000;
/** The computer took another connection of this phone in place of this one. */
const REPLACED = 4000;
/** This phone is no longer paired. */
const REFUSED = 1008;

export class PhoneFeed {
  /** @param {PhoneFeedListener} listener */
  constructor(listener) {
    this.listener = listener;
    /** @type {WebSocket | PhoneRequests | null} */
    this.socket = null;
    /** Whether this browser opens a WebSocket to this server; nothing is known before it was tried. */
    this.opens = true;
    this.on = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.queue = new PhoneQueue((sequence, frame) => this.transmit(sequence, frame), () => performance.now());
  }

  /**
   * Pairs this phone with a code, or enters with the secret that it has.
   * @param {string} code "" for none
   */
  async start(code) {
    this.on = true;
    if (code) {
      const answer = await this.ask({ code });
      if (answer?.ok) {
        keepSecret(/** @type {{ secret: string }} */ (await answer.json()).secret);
      } else if (!secret()) {
        this.listener.state(answer ? "code" : "gone");
        return;
      }
    }
    if (!secret()) {
      this.listener.state("code");
      return;
    }
    await this.enter();
  }

  /** @param {Record<string, string>} body */
  ask(body) {
    return fetch("/pair", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
  }

  async enter() {
    clearTimeout(this.timer);
    const answer = await this.ask({ secret: secret() });
    if (!this.on) {
      return;
    }
    if (answer?.ok) {
      this.connect();
    } else if (answer) {
      keepSecret("");
      this.on = false;
      this.listener.state("forgotten");
    } else {
      this.listener.state("gone");
      this.timer = setTimeout(() => this.enter(), AGAIN);
    }
  }

  connect() {
    this.socket?.close();
    if (!this.opens) {
      this.use(new PhoneRequests(secret()));
      this.listener.state("open");
      return;
    }
    const socket = new WebSocket(`wss://${location.host}/camera`, ["formcheck-phone", secret()]);
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.listener.state("open");
    };
    this.use(socket, () => {
      this.opens = opened; // the server has just answered: without a WebSocket it is the browser that refuses
    });
  }

  /**
   * @param {WebSocket | PhoneRequests} socket
   * @param {() => void} [ended] called when it has ended
   */
  use(socket, ended = () => {}) {
    this.socket = socket;
    socket.onmessage = (/** @type {{ data: string }} */ event) => this.received(JSON.parse(event.data));
    socket.onclose = (/** @type {{ code: number }} */ event) => {
      if (this.socket === socket) {
        ended();
        this.closed(event.code);
      }
    };
  }

  /** @param {number} code of the end of the connection */
  closed(code) {
    this.socket = null;
    this.queue.reset();
    this.listener.wish(false, 0);
    if (!this.on) {
      return;
    }
    if (code === REPLACED) {
      this.on = false;
      this.listener.state("elsewhere");
      return;
    }
    this.listener.state("gone");
    this.timer = setTimeout(() => this.enter(), code === REFUSED ? 0 : AGAIN);
  }

  /** @param {{ type: string, sequence: number, wanted: boolean, longestSide: number }} message */
  received(message) {
    if (message.type === "received") {
      this.queue.received(message.sequence);
    } else if (message.type === "wish") {
      this.listener.wish(message.wanted, message.longestSide);
    }
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /**
   * Names the camera that is open, with the present time of this phone's clock.
   * @param {{ name: string, width: number, height: number }} camera
   */
  camera(camera) {
    if (this.open) {
      this.socket?.send(JSON.stringify({ type: "camera", ...camera, now: performance.now() }));
    }
  }

  /** No camera is open. */
  cameraOff() {
    if (this.open) {
      this.socket?.send(JSON.stringify({ type: "off" }));
    }
  }

  /**
   * @param {number} sequence
   * @param {import("./phone-queue.js").PhoneFrame} frame
   */
  transmit(sequence, { jpeg, taken }) {
    const message = new Uint8Array(HEADER + jpeg.byteLength);
    const header = new DataView(message.buffer);
    header.setUint32(0, sequence);
    header.setFloat64(8, Math.max(0, taken));
    message.set(new Uint8Array(jpeg), HEADER);
    this.socket?.send(message);
  }

  /** Ends the connection. It comes back with `start`. */
  stop() {
    this.on = false;
    clearTimeout(this.timer);
    this.socket?.close();
    this.socket = null;
    this.queue.reset();
  }
}
