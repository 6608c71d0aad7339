// The panel of measured delays, shown by the key D.

import { make } from "./dom.js";
import { DELAY_STAGES, DelaySamples } from "./delay-samples.js";
import * as words from "./words.js";

/** @import { ServerTimes } from "./messages.js" */
/** @import { FrameTimes } from "./delay-samples.js" */

const PARTS = [0.5, 0.95, 0.99];
const HEADS = ["delays.stage", "delays.median", "delays.p95", "delays.p99"];

export class Delays {
  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.panel = panel;
    this.samples = new DelaySamples();
    setInterval(() => this.write(), 1000);
  }

  /**
   * Adds a frame that has just been drawn.
   * @param {FrameTimes} times of the page
   * @param {ServerTimes} server durations in the server
   */
  add(times, server) {
    this.samples.add(times, server, performance.now());
  }

  toggle() {
    this.panel.hidden = !this.panel.hidden;
    this.write();
  }

  write() {
    if (this.panel.hidden) {
      return;
    }
    const { samples } = this;
    const rate = samples.rate(performance.now());
    const count = samples.leftOut();
    const caption = [
      words.text("delays.title"),
      words.text("delays.rate", { rate: rate.toFixed(1) }),
      words.text("delays.left-out", { count, of: samples.count + count }),
    ].join(" · ");
    Object.assign(this.panel.dataset, { rate: rate.toFixed(2), leftOut: count, results: samples.count });
    const rows = DELAY_STAGES.map((stage) => make("tr", { "data-stage": stage },
      make("th", { scope: "row" }, words.text(`delays.${stage}`)),
      PARTS.map((part) => make("td", {}, samples.share(stage, part).toFixed(1)))));
    this.panel.replaceChildren(make("table", {},
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, HEADS.map((key) => make("th", { scope: "col" }, words.text(key))))),
      make("tbody", {}, rows)));
  }
}
