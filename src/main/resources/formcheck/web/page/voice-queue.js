// Which line is spoken now and which waits. Never two at once, and never late: a line that waited too long is dropped.

/** @import { LineKind, SpokenLine } from "./voice-lead.js" */

/**
 * How the kinds of lines compete: the higher rank first. `waits` is how long a line waits for its turn, milliseconds; `cuts` is the
 * highest rank that it interrupts. A count waits half a second at most: with the time until sound leaves the loudspeaker it is heard
 * within 0.7 s. A second of a lowering is wrong a quarter of a second later.
 * @type {Record<LineKind, { rank: number, waits: number, cuts: number }>}
 */
export const KINDS = {
  fault: { rank: 7, waits: 0, cuts: 6 },
  pause: { rank: 6, waits: 1500, cuts: 5 },
  count: { rank: 5, waits: 500, cuts: 3 },
  cue: { rank: 4, waits: 1500, cuts: 3 },
  left: { rank: 3, waits: 1500, cuts: 0 },
  stage: { rank: 2, waits: 3000, cuts: 1 },
  remark: { rank: 1, waits: 5000, cuts: 0 },
  beat: { rank: 0, waits: 250, cuts: -1 },
};

/** @typedef {SpokenLine & { at: number }} WaitingLine at: when it was true, milliseconds */

export class VoiceQueue {
  constructor() {
    /** @type {WaitingLine | null} */
    this.current = null;
    /** @type {WaitingLine[]} */
    this.waiting = [];
  }

  /**
   * Takes a line. Returns it where it is to be spoken now, in place of whatever is being spoken.
   * @param {SpokenLine} line
   * @param {number} now milliseconds
   */
  offer(line, now) {
    const offered = { ...line, at: now };
    const { waits, cuts } = KINDS[line.kind];
    this.waiting = this.waiting.filter(({ kind }) => kind !== line.kind);
    if (!this.current || KINDS[this.current.kind].rank <= cuts) {
      this.current = offered;
      return offered;
    }
    if (waits) {
      this.waiting.push(offered);
      this.waiting.sort((a, b) => KINDS[b.kind].rank - KINDS[a.kind].rank);
    }
    return null;
  }

  /**
   * The current line is over. Returns the next one, if any.
   * @param {number} now milliseconds
   */
  ended(now) {
    this.waiting = this.waiting.filter(({ at, kind }) => now - at <= KINDS[kind].waits);
    this.current = this.waiting.shift() ?? null;
    return this.current;
  }

  /** Forgets everything. */
  clear() {
    this.current = null;
    this.waiting = [];
  }
}
