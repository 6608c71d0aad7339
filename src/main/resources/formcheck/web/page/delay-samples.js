// Measured delays of the last frames, from the camera to the overlay, stage by stage.

/** @import { ServerTimes } from "./messages.js" */
/**
 * When a frame passed each step of the page, milliseconds of the page's clock.
 * @typedef {object} FrameTimes
 * @property {number} captured since the camera opened
 * @property {number} taken
 * @property {number} shown when the page was given the frame
 * @property {number} [number] of the frame among those that the camera showed
 * @property {number} encoded
 * @property {number} sent
 * @property {number} received when its result came
 */
/** @typedef {"capture" | "encode" | "ready" | "wire" | "wait" | "decode" | "judge" | "tell" | "draw" | "all"} DelayStage */
/** @typedef {Record<DelayStage, number> & { number: number }} DelaySample */

const KEPT = 1200;
/** The frame rate is that of the last so many milliseconds. */
const RATE_OVER = 5000;

/** @type {DelayStage[]} */
export const DELAY_STAGES = ["capture", "encode", "ready", "wire", "wait", "decode", "judge", "tell", "draw", "all"];

export class DelaySamples {
  constructor() {
    /** @type {DelaySample[]} */
    this.samples = [];
    /** @type {number[]} */
    this.drawn = [];
  }

  /**
   * Adds one frame.
   * @param {FrameTimes} times of the page
   * @param {ServerTimes} server durations in the server
   * @param {number} drawn when its result was drawn
   */
  add(times, server, drawn) {
    this.samples.push({
      capture: times.shown - times.taken,
      encode: times.encoded - times.shown,
      ready: times.sent - times.encoded,
      wire: times.received - times.sent - server.all,
      wait: server.wait,
      decode: server.decode,
      judge: server.judge,
      tell: server.tell,
      draw: drawn - times.received,
      all: drawn - times.taken,
      number: times.number ?? NaN,
    });
    this.drawn.push(drawn);
    if (this.samples.length > KEPT) {
      this.samples.shift();
      this.drawn.shift();
    }
  }

  get count() {
    return this.samples.length;
  }

  /**
   * Returns results per second, lately.
   * @param {number} now milliseconds
   */
  rate(now) {
    const recent = this.drawn.filter((at) => at > now - RATE_OVER);
    const [first, last] = [recent[0], recent.at(-1)];
    return first !== undefined && last !== undefined && recent.length > 1 ? ((recent.length - 1) * 1000) / (last - first) : 0;
  }

  /** Returns how many frames the camera showed in between that no one judged, because the one before was still under way. */
  leftOut() {
    let sum = 0;
    this.samples.forEach((sample, i) => {
      const before = this.samples[i - 1];
      const gap = before ? sample.number - before.number - 1 : 0;
      sum += gap > 0 ? gap : 0;
    });
    return sum;
  }

  /**
   * Returns the delay that a part of the frames stays below, milliseconds.
   * @param {DelayStage} stage
   * @param {number} part as 0.95
   */
  share(stage, part) {
    const sorted = this.samples.map((sample) => sample[stage]).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  }
}
