// Form and pain in one chart: clean share, pace, height and pain of each session, one below the other over the same days.

import { svg } from "./dom.js";
import { monthChart } from "./month-charts.js";
import * as words from "./words.js";

/** @import { Month } from "./messages.js" */
/** @import { TrendChart } from "./month-charts.js" */
/** @typedef {{ id: string, name: string, chart: TrendChart, first: string, last: string, n: number }} Lane */

const LANES = ["clean", "down", "peak", "pain"];
const LANE = 96;
/** Room in a lane above its values, for its name and its last value. */
const HEAD = 30;
const FOOT = 26;
const NARROWEST = 260;
const EDGE = 14;
/** The ring of the pain before a session stands beside the disc of the pain after it. */
const ASIDE = 6;
const DAY = 86_400;

/**
 * Returns the lanes that have values, or none for less than two sessions.
 * @param {Pick<Month, "trends" | "sessions">} month
 * @param {string} load key of the load to show alone; "" for all
 * @returns {Lane[]}
 */
export function lanesOf(month, load) {
  return LANES.flatMap((id) => {
    const found = monthChart(month, id, load);
    const name = month.trends.find((trend) => trend.id === id)?.name ?? words.text("month.trend.pain");
    return found ? [{ id, name, ...found }] : [];
  });
}

/**
 * Draws the chart into an element.
 * @param {HTMLElement} target
 * @param {Pick<Month, "trends" | "sessions">} month
 * @param {string} load as in `lanesOf`
 */
export function monthLanes(target, month, load) {
  const lanes = lanesOf(month, load);
  target.replaceChildren();
  target.setAttribute("aria-label", sayOf(lanes));
  if (!lanes.length) {
    target.append(words.text("month.chart.empty"));
    return;
  }
  const width = Math.max(NARROWEST, target.clientWidth);
  const times = lanes.flatMap(({ chart }) => chart.times);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const x = (/** @type {number} */ at) => (to === from ? width / 2 : EDGE + ((width - 2 * EDGE) * (at - from)) / (to - from));
  const height = lanes.length * LANE + FOOT;
  const day = new Intl.DateTimeFormat(words.current(), { day: "numeric", month: "short" });
  const ends = to - from < DAY ? [from] : [from, to];
  target.append(svg("svg", { class: "mp", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" },
    ...lanes.map((lane, i) => drawn(lane, i * LANE, x, width)),
    ...ends.map((at, i) => svg("text", {
      x: ends.length === 1 ? width / 2 : i ? width - EDGE : EDGE, y: height - 6, class: "mp-day",
      "text-anchor": ends.length === 1 ? "middle" : i ? "end" : "start",
    }, day.format(new Date(at * 1000))))));
}

/** @param {Lane[]} lanes */
function sayOf(lanes) {
  if (!lanes.length) {
    return words.text("month.chart.empty");
  }
  const value = (/** @type {string} */ id) => {
    const lane = lanes.find((one) => one.id === id);
    return lane ? words.text("month.lanes.from", { first: lane.first, last: lane.last }) : "–";
  };
  return words.text("month.lanes.say", {
    n: Math.max(...lanes.map(({ n }) => n)), clean: value("clean"), down: value("down"), peak: value("peak"), pain: value("pain"),
  });
}

/**
 * @param {Lane} lane
 * @param {number} top
 * @param {(at: number) => number} x
 * @param {number} width
 */
function drawn({ id, name, chart, last }, top, x, width) {
  const [least, most] = chart.range;
  const y = (/** @type {number} */ value) => top + LANE - 8 - ((LANE - HEAD - 8) * (value - least)) / (most - least || 1);
  const aim = chart.lines.map(({ value }) => `, ${words.text("month.aim", { value: `${words.number(value, chart.digits)}${chart.unit}` })}`);
  /** @type {SVGElement[]} */
  const parts = [
    svg("line", { x1: 0, x2: width, y1: top + LANE, y2: top + LANE, class: "mp-ground" }),
    svg("text", { x: EDGE, y: top + 20, class: "mp-name" }, `${name}${aim.join("")}`),
    svg("text", { x: width - EDGE, y: top + 20, class: "mp-now", "text-anchor": "end" }, last),
    ...chart.lines.map(({ value }) => svg("line", { x1: 0, x2: width, y1: y(value), y2: y(value), class: "mp-aim" })),
  ];
  for (const { values, hollow } of chart.series) {
    const known = values.flatMap((value, i) => (value === null ? [] : [{ at: x(chart.times[i] ?? 0), to: y(value) }]));
    if (id === "pain") {
      parts.push(...known.filter(() => !hollow).map(({ at, to }) => svg("line", { x1: at, x2: at, y1: y(0), y2: to, class: "mp-stem" })));
    } else {
      parts.push(svg("polyline", { points: known.map(({ at, to }) => `${at},${to}`).join(" "), class: "mp-line" }));
    }
    parts.push(...known.map(({ at, to }) => svg("circle", {
      cx: hollow ? at - ASIDE : at, cy: to, r: hollow ? 4.5 : 3.5, class: `${id === "pain" ? "mp-pain" : "mp-point"} ${hollow ? "hollow" : ""}`,
    })));
  }
  return svg("g", { "data-lane": id }, ...parts);
}
