// Which frame is sent next: one is under way, and the newest one waits. Older ones are dropped.

/** A frame whose result does not come within this time is given up, milliseconds. */
const PATIENCE = 1500;

/**
 * @template P what is sent
 * @template {{ sent?: number }} T its times
 */
export class FrameQueue {
  /**
   * @param {(sequence: number, frame: P, times: T) => void} transmit sends a frame
   * @param {() => boolean} open whether anything can be sent
   * @param {() => number} now milliseconds
   */
  constructor(transmit, open, now) {
    this.transmit = transmit;
    this.open = open;
    this.now = now;
    this.sequence = 0;
    this.underWay = 0;
    this.sentAt = 0;
    /** @type {{ frame: P, times: T } | null} */
    this.waiting = null;
    /** @type {Map<number, T>} */
    this.sent = new Map();
  }

  /**
   * Sends a frame, or lets it wait in place of the one that waited before.
   * @param {P} frame
   * @param {T} times
   */
  offer(frame, times) {
    this.waiting = { frame, times };
    if (!this.underWay || this.now() - this.sentAt > PATIENCE) {
      this.send();
    }
  }

  send() {
    if (!this.waiting || !this.open()) {
      return;
    }
    const { frame, times } = this.waiting;
    this.waiting = null;
    const sequence = ++this.sequence;
    this.sentAt = this.now();
    times.sent = this.sentAt;
    this.underWay = sequence;
    this.sent.set(sequence, times);
    this.transmit(sequence, frame, times);
  }

  /**
   * A result came: sends what waits, if nothing newer is under way. Returns the times of its frame, if they are known.
   * @param {number} sequence of the frame
   */
  arrived(sequence) {
    const times = this.sent.get(sequence);
    for (const old of this.sent.keys()) {
      if (old <= sequence) {
        this.sent.delete(old);
      }
    }
    if (sequence >= this.underWay) {
      this.underWay = 0;
      this.send();
    }
    return times;
  }

  /** The connection is gone: nothing is under way, nothing waits. */
  reset() {
    this.underWay = 0;
    this.waiting = null;
  }
}
