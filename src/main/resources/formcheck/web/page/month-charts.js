// The charts of the month: which sessions and values each one shows, from where to where its axis goes, and its levels.

import * as words from "./words.js";

/** @import { Month, SessionRow, Trend } from "./messages.js" */
/** @typedef {{ values: (number | null)[], dashed?: boolean, hollow?: boolean }} Series */
/**
 * @typedef {object} TrendChart
 * @property {number[]} times seconds since 1970
 * @property {string[]} steps what was held: "band", "weights" or else
 * @property {Series[]} series
 * @property {string[]} labels values in words, as the sentences of the month write them
 * @property {string} unit behind a number
 * @property {number} digits after the decimal sign
 * @property {{ value: number, label: string }[]} lines levels to compare with
 * @property {number} error what a value may be off by
 * @property {[number, number]} range of the axis
 */

/** @type {Record<Trend["unit"], number>} */
const DIGITS = { degrees: 0, s: 1, "%": 0, "": 0 };
/** @type {Record<Trend["unit"], string>} */
const SIGNS = { degrees: "°", s: " s", "%": " %", "": "" };
/** @type {Record<string, [number, number]>} The least range of an axis, by chart */
const AXES = { peak: [60, 150], range: [0, 135], down: [0, 4], hold: [0, 2], asymmetry: [0, 30], clean: [0, 100], fault: [0, 50], pain: [0, 10] };
/** @type {Record<string, { at: number, key: string, edge?: number }>} The level of a chart; edge is what counts all the same */
const LEVELS = {
  peak: { at: 90, key: "month.counts.least", edge: 80 },
  down: { at: 3, key: "month.aim" },
  asymmetry: { at: 20, key: "month.limit" },
  clean: { at: 80, key: "month.aim" },
};
const FAULT = "fault:";

/**
 * Returns the id of the chart of a fault.
 * @param {string} id of the fault
 */
export function faultChart(id) {
  return FAULT + id;
}

/**
 * Returns the value that a chart shows of a session.
 * @param {string} chart a trend's id, "pain", or `faultChart`
 * @param {SessionRow} session
 */
export function valueOf(chart, session) {
  if (chart.startsWith(FAULT)) {
    return session.attempted ? (100 * (session.faults[chart.slice(FAULT.length)] ?? 0)) / session.attempted : undefined;
  }
  return chart === "pain" ? session.painAfter ?? session.painBefore : session.figures[chart];
}

/**
 * Returns a chart, or nothing where no session has a value.
 * @param {Pick<Month, "trends" | "sessions">} month
 * @param {string} id as in `valueOf`
 * @param {string} load key of the load to show alone; "" for all
 * @returns {{ chart: TrendChart, first: string, last: string, n: number } | undefined} with its first and last value in words
 */
export function monthChart({ trends, sessions }, id, load) {
  const shown = sessions.flatMap((session) => {
    const value = load && session.loadKey !== load ? undefined : valueOf(id, session);
    return value === undefined ? [] : [{ session, value }];
  });
  const all = shown.map(({ value }) => value);
  if (!all.length) {
    return undefined;
  }
  const known = trends.find((trend) => trend.id === id);
  const fault = id.startsWith(FAULT);
  const unit = known?.unit ?? (fault ? "%" : "");
  const error = known?.uncertainty ?? 0;
  const [least, most] = AXES[fault ? "fault" : id] ?? [0, 0];
  const write = (/** @type {number} */ value) => `${words.number(value, DIGITS[unit])}${SIGNS[unit]}`;
  const labels = shown.map(({ session, value }) => session.texts[id] ?? write(value));
  const level = LEVELS[id];
  return {
    chart: {
      times: shown.map(({ session }) => session.at),
      steps: shown.map(({ session }) => session.step),
      series: id === "pain" ? painSeries(shown.map(({ session }) => session)) : [{ values: all }],
      labels,
      unit: SIGNS[unit],
      digits: DIGITS[unit],
      lines: level ? [{ value: level.at, label: words.text(level.key, { value: write(level.at), edge: level.edge ? write(level.edge) : "" }) }] : [],
      error,
      range: [Math.max(0, Math.min(least, ...all.map((one) => one - error))), Math.max(most, ...all.map((one) => one + error))],
    },
    first: labels[0] ?? "",
    last: labels.at(-1) ?? "",
    n: shown.length,
  };
}

/**
 * Pain before a session, dashed, and after it.
 * @param {SessionRow[]} sessions
 * @returns {Series[]}
 */
function painSeries(sessions) {
  return [
    { values: sessions.map((session) => session.painBefore ?? null), dashed: true, hollow: true },
    { values: sessions.map((session) => session.painAfter ?? null) },
  ];
}
