// Measured delays, from the camera to the overlay, stage by stage. Shown by the key D; the last 1200 pictures count.

import * as words from "./words.js";

const KEPT = 1200;
const STAGES = ["capture", "encode", "ready", "wire", "wait", "decode", "judge", "tell", "draw", "all"];

export class Delays {
  constructor(panel) {
    this.panel = panel;
    this.samples = [];
    this.results = [];
    setInterval(() => this.write(), 1000);
  }

  /** One picture: its times of the page (ms) and the server's own durations (ms). */
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
      number: times.number,
    });
    this.results.push(drawn);
    if (this.samples.length > KEPT) {
      this.samples.shift();
      this.results.shift();
    }
  }

  rate() {
    const since = performance.now() - 5000;
    const recent = this.results.filter((at) => at > since);
    return recent.length > 1 ? ((recent.length - 1) * 1000) / (recent.at(-1) - recent[0]) : 0;
  }

  /** How many pictures the camera showed in between and nobody judged: the one before was still under way. */
  leftOut() {
    const gaps = this.samples.slice(1).map((sample, i) => sample.number - this.samples[i].number - 1);
    return gaps.filter((gap) => gap > 0).reduce((sum, gap) => sum + gap, 0);
  }

  share(stage, part) {
    const sorted = this.samples.map((sample) => sample[stage]).sort((a, b) => a - b);
    return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] : 0;
  }

  toggle() {
    this.panel.hidden = !this.panel.hidden;
    this.write();
  }

  write() {
    if (this.panel.hidden) {
      return;
    }
    const table = document.createElement("table");
    const caption = table.createCaption();
    const rate = words.text("delays.rate", { rate: this.rate().toFixed(1) });
    const leftOut = words.text("delays.left-out", { count: this.leftOut(), of: this.samples.length + this.leftOut() });
    caption.textContent = `${words.text("delays.title")} · ${rate} · ${leftOut}`;
    this.panel.dataset.rate = this.rate().toFixed(2);
    this.panel.dataset.leftOut = this.leftOut();
    this.panel.dataset.results = this.samples.length;
    const head = table.createTHead().insertRow();
    for (const key of ["delays.stage", "delays.median", "delays.p95", "delays.p99"]) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = words.text(key);
      head.append(cell);
    }
    const body = table.createTBody();
    for (const stage of STAGES) {
      const line = body.insertRow();
      const name = document.createElement("th");
      name.scope = "row";
      name.textContent = words.text(`delays.${stage}`);
      line.append(name);
      for (const part of [0.5, 0.95, 0.99]) {
        line.insertCell().textContent = this.share(stage, part).toFixed(1);
      }
      line.dataset.stage = stage;
    }
    this.panel.replaceChildren(table);
  }
}
