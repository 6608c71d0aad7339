// Which frame of the phone is sent next: two are under way, so that the network need not wait for an answer, and the newest one waits.
// Older ones are dropped.

/** Frames that are under way at a time. */
const MOST = 2;
/** A frame that has no answer after so long is given up, milliseconds. */
const PATIENCE = 1500;
/** Answers in a row whose median decides whether the network is slow. */
const ANSWERS = 30;
/** An answer that takes longer than this in the median is slow, milliseconds: two frames of a camera, and a half. */
const SLOW = 80;
/** Longer side of a frame over a slow network, pixels. */
export const SLOW_SIDE = 640;

/** @typedef {{ jpeg: ArrayBuffer, taken: number }} PhoneFrame taken: milliseconds of the phone's clock */

export class PhoneQueue {
  /**
   * @param {(sequence: number, frame: PhoneFrame) => void} transmit sends a frame
   * @param {() => number} now milliseconds
   */
  constructor(transmit, now) {
    this.transmit = transmit;
    this.now = now;
    this.sequence = 0;
    /** @type {PhoneFrame | null} */
    this.waiting = null;
    /** @type {Map<number, number>} When each frame under way was sent, by its number */
    this.underWay = new Map();
    /** @type {number[]} How long the last answers took, milliseconds */
    this.answers = [];
    this.slow = false;
  }

  /** Whether a frame that is taken now would be sent at once. */
  get free() {
    this.giveUp();
    return this.underWay.size < MOST;
  }

  /**
   * Sends a frame, or lets it wait in place of the one that waited before.
   * @param {PhoneFrame} frame
   */
  offer(frame) {
    this.waiting = frame;
    if (this.free) {
      this.send();
    }
  }

  send() {
    const frame = this.waiting;
    if (frame) {
      this.waiting = null;
      this.underWay.set(++this.sequence, this.now());
      this.transmit(this.sequence, frame);
    }
  }

  /**
   * The computer has a frame: sends what waits.
   * @param {number} sequence of the frame
   */
  received(sequence) {
    const sent = this.underWay.get(sequence);
    if (sent === undefined) {
      return;
    }
    for (const old of this.underWay.keys()) {
      if (old <= sequence) {
        this.underWay.delete(old);
      }
    }
    this.answers.push(this.now() - sent);
    if (this.answers.length === ANSWERS) {
      const sorted = this.answers.sort((a, b) => a - b);
      this.slow ||= (sorted[ANSWERS / 2] ?? 0) > SLOW; // never undone, so that the size does not change back and forth
      this.answers = [];
    }
    this.send();
  }

  giveUp() {
    for (const [sequence, sent] of this.underWay) {
      if (this.now() - sent > PATIENCE) {
        this.underWay.delete(sequence);
      }
    }
  }

  /** The connection is gone: nothing is under way, nothing waits. */
  reset() {
    this.underWay.clear();
    this.waiting = null;
    this.answers = [];
  }
}
