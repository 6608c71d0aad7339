// One chart of the month, drawn by uPlot.

import uPlot from "/library/uplot.js";
import { bestPlace } from "./label-places.js";
import * as words from "./words.js";

/** @import { Chart, Options, Series as Paint } from "/library/uplot.js" */
/** @import { Align, Box, LabelPlace } from "./label-places.js" */
/** @import { TrendChart } from "./month-charts.js" */

const FONT_SIZE = 14;
const HEIGHT = 200;
const NARROWEST = 220;
/** More sessions than this are drawn as small points. */
const DENSE = 40;
const DAY = 86_400;
/** Far outside of every chart. */
const FAR = 1e5;

/**
 * Returns a colour of the page as it is now, in the light or the dark theme.
 * @param {string} name
 */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const fontFamily = () => getComputedStyle(document.body).fontFamily;

/**
 * Draws the point of a session: its shape is the load.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} step
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function point(pen, step, x, y, size) {
  pen.beginPath();
  if (step === "band") {
    pen.rect(x - size, y - size, 2 * size, 2 * size);
  } else if (step === "weights") {
    pen.moveTo(x, y - 1.3 * size);
    pen.lineTo(x + 1.2 * size, y + size);
    pen.lineTo(x - 1.2 * size, y + size);
    pen.closePath();
  } else {
    pen.arc(x, y, size, 0, 2 * Math.PI);
  }
  pen.fill();
}

/** Draws points, levels and labels over the lines. */
class TrendMarks {
  /** @param {TrendChart} chart */
  constructor(chart) {
    this.chart = chart;
    this.ink = colour("--ink");
    this.steady = colour("--steady");
    this.ground = colour("--bg");
    /** @type {Box[]} What is covered by points and labels */
    this.taken = [];
  }

  /** @param {Chart} u */
  draw(u) {
    const pen = u.ctx;
    this.taken = [];
    pen.save();
    pen.font = `${FONT_SIZE * devicePixelRatio}px ${fontFamily()}`;
    pen.textBaseline = "alphabetic"; // uPlot leaves that of its axes, and labels then touch their line
    this.levels(u);
    this.points(u);
    this.endLabels(u);
    this.levelLabels(u);
    pen.restore();
  }

  /** @param {Chart} u */
  levels(u) {
    const pen = u.ctx;
    for (const { value } of this.chart.lines) {
      const y = u.valToPos(value, "y", true);
      pen.strokeStyle = this.ink;
      pen.lineWidth = 1.75 * devicePixelRatio;
      pen.setLineDash([7 * devicePixelRatio, 5 * devicePixelRatio]);
      pen.beginPath();
      pen.moveTo(u.bbox.left, y);
      pen.lineTo(u.bbox.left + u.bbox.width, y);
      pen.stroke();
      pen.setLineDash([]);
    }
  }

  /** @param {Chart} u */
  points(u) {
    const pen = u.ctx;
    const ratio = devicePixelRatio;
    const { series, steps, times } = this.chart;
    for (const { values, hollow } of series) {
      values.forEach((value, i) => {
        if (value === null) {
          return;
        }
        const [x, y] = [u.valToPos(times[i] ?? 0, "x", true), u.valToPos(value, "y", true)];
        this.taken.push([x - 4 * ratio, y - 4 * ratio, x + 4 * ratio, y + 4 * ratio]);
        pen.fillStyle = hollow ? this.ground : this.steady;
        pen.strokeStyle = this.steady;
        pen.lineWidth = 2 * ratio;
        point(pen, steps[i] ?? "", x, y, (i === values.length - 1 ? 5 : times.length > DENSE ? 2 : 3.2) * ratio);
        if (hollow) {
          pen.stroke();
        }
      });
    }
  }

  /**
   * Labels the first and the last value of the last series.
   * @param {Chart} u
   */
  endLabels(u) {
    const ratio = devicePixelRatio;
    const { series, times, lines, labels } = this.chart;
    const known = (series.at(-1)?.values ?? []).flatMap((value, i) => (value === null ? [] : [{ value, i }]));
    const ends = known.length > 1 ? [known[0], known.at(-1)] : known;
    /** @type {Box[]} */
    const edges = [
      [-FAR, u.bbox.top + u.bbox.height - 2 * ratio, FAR, FAR], [-FAR, -FAR, FAR, 0],
      ...lines.map((line) => u.valToPos(line.value, "y", true)).map((y) => /** @type {Box} */ ([-FAR, y - 2 * ratio, FAR, y + 2 * ratio])),
    ];
    for (const end of ends) {
      if (!end) {
        continue;
      }
      const x = u.valToPos(times[end.i] ?? 0, "x", true);
      const y = u.valToPos(end.value, "y", true);
      /** @type {Align} */
      const align = known.length > 1 && end === known[0] ? "left" : "right";
      const aside = (align === "left" ? 10 : -10) * ratio;
      this.put(u, labels[end.i] ?? "", [
        { x, y: y + 24 * ratio, align }, { x, y: y - 12 * ratio, align }, { x: x + aside, y: y + 5 * ratio, align },
      ], [...this.taken, ...edges]);
    }
  }

  /** @param {Chart} u */
  levelLabels(u) {
    const ratio = devicePixelRatio;
    const { left, width } = u.bbox;
    /** @type {{ align: Align, x: number }[]} */
    const sides = [
      { align: "left", x: left + 4 * ratio }, { align: "right", x: left + width - 4 * ratio }, { align: "center", x: left + width / 2 },
    ];
    for (const { value, label } of this.chart.lines) {
      const y = u.valToPos(value, "y", true);
      this.put(u, label, sides.flatMap((side) => [y - 6 * ratio, y + 17 * ratio].map((at) => ({ ...side, y: at }))), this.taken);
    }
  }

  /**
   * Writes a text where it covers least.
   * @param {Chart} u
   * @param {string} text
   * @param {LabelPlace[]} places
   * @param {Box[]} others what is covered already
   */
  put(u, text, places, others) {
    const pen = u.ctx;
    const { place, box } = bestPlace(places, pen.measureText(text).width, devicePixelRatio, others);
    pen.textAlign = place.align;
    pen.lineWidth = 4 * devicePixelRatio;
    pen.strokeStyle = this.ground;
    pen.strokeText(text, place.x, place.y);
    pen.fillStyle = this.ink;
    pen.fillText(text, place.x, place.y);
    this.taken.push(box);
  }
}

/** @param {string[]} labels */
function withoutRepeats(labels) {
  return labels.map((label, i) => (label === labels[i - 1] ? "" : label));
}

/**
 * Draws a chart into an element.
 * @param {HTMLElement} target
 * @param {TrendChart} chart
 */
export function trend(target, chart) {
  const { times, series, error, range } = chart;
  const marks = new TrendMarks(chart);
  const data = [times, ...series.map(({ values }) => values)];
  /** @type {Paint[]} */
  const paints = series.map(({ dashed }) => ({
    stroke: marks.steady, width: 2.5, dash: dashed ? [6, 4] : undefined, spanGaps: true, points: { show: false },
  }));
  /** @type {Options["bands"]} */
  const bands = [];
  if (error > 0) {
    const by = (/** @type {number} */ off) => (series[0]?.values ?? []).map((value) => (value === null ? null : value + off));
    data.push(by(error), by(-error));
    const none = { stroke: "transparent", width: 0, spanGaps: true, points: { show: false } };
    paints.push(none, none);
    bands.push({ series: [series.length + 1, series.length + 2], fill: colour("--steady-fill") });
  }
  const axis = {
    stroke: colour("--ink-2"), font: `${FONT_SIZE}px ${fontFamily()}`,
    grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 },
  };
  const day = new Intl.DateTimeFormat(words.current(), { day: "numeric", month: "short" });
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const span = times.length > 1 ? last - first : DAY;
  const made = new uPlot({
    width: Math.max(NARROWEST, target.clientWidth), height: HEIGHT, legend: { show: false }, cursor: { show: false },
    scales: { x: { time: true, range: [first - 0.04 * span, last + 0.04 * span] }, y: { range } },
    series: [{}, ...paints], bands, hooks: { draw: [(u) => marks.draw(u)] },
    axes: [
      { ...axis, space: 80, values: (_u, splits) => withoutRepeats(splits.map((at) => day.format(new Date(at * 1000)))) },
      { ...axis, size: 58, space: 34, values: (_u, splits) => splits.map((value) => `${words.number(value, chart.digits)}${chart.unit}`) },
    ],
  }, data, target);
  made.root.querySelector("canvas")?.setAttribute("aria-hidden", "true");
}
