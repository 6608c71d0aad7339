// One figure over sessions, drawn by uPlot.

import uPlot from "/library/uplot.js";
import * as words from "./words.js";

/** A colour of the page as it is just now, in the light or the dark theme. */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function sign(pen, step, x, y, size, hollow) {
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
  if (hollow) {
    pen.stroke();
  }
}

/**
 * Draws `series`, each {values, dashed, hollow}, over `times` (seconds since 1970) into an element.
 * `lines` are levels to compare with, each {value, label}; `error` is what a value may be off by.
 */
export function trend(target, { times, steps, series, unit, digits, lines = [], error = 0, range }) {
  const ink = colour("--ink");
  const faint = colour("--line");
  const steady = colour("--steady");
  const ground = colour("--bg");
  const font = `14px ${getComputedStyle(document.body).fontFamily}`;
  const band = (values, by) => values.map((value) => (value === null ? null : value + by));
  const write = (value) => `${words.number(value, digits)}${unit}`;
  const data = [times, ...series.map(({ values }) => values)];
  const paints = series.map(({ dashed }) => ({ stroke: steady, width: 2.5, dash: dashed ? [6, 4] : undefined, spanGaps: true, points: { show: false } }));
  const bands = [];
  if (error > 0) {
    data.push(band(series[0].values, error), band(series[0].values, -error));
    const none = { stroke: "transparent", width: 0, spanGaps: true, points: { show: false } };
    paints.push(none, none);
    bands.push({ series: [series.length + 1, series.length + 2], fill: colour("--steady-fill") });
  }
  const text = (u, words_, x, y, align) => {
    const pen = u.ctx;
    pen.font = `${14 * devicePixelRatio}px ${getComputedStyle(document.body).fontFamily}`;
    pen.textAlign = align;
    pen.lineWidth = 4 * devicePixelRatio;
    pen.strokeStyle = ground;
    pen.strokeText(words_, x, y);
    pen.fillStyle = ink;
    pen.fillText(words_, x, y);
  };
  const draw = (u) => {
    const pen = u.ctx;
    const ratio = devicePixelRatio;
    pen.save();
    for (const { value, label } of lines) {
      const y = u.valToPos(value, "y", true);
      pen.strokeStyle = ink;
      pen.lineWidth = 1.75 * ratio;
      pen.setLineDash([7 * ratio, 5 * ratio]);
      pen.beginPath();
      pen.moveTo(u.bbox.left, y);
      pen.lineTo(u.bbox.left + u.bbox.width, y);
      pen.stroke();
      pen.setLineDash([]);
      text(u, label, u.bbox.left + 4 * ratio, y - 6 * ratio, "left");
    }
    const dense = times.length > 40;
    for (const { values, hollow } of series) {
      values.forEach((value, i) => {
        if (value !== null && value !== undefined) {
          const last = i === values.length - 1;
          pen.fillStyle = hollow ? ground : steady;
          pen.strokeStyle = steady;
          pen.lineWidth = 2 * ratio;
          sign(pen, steps[i], u.valToPos(times[i], "x", true), u.valToPos(value, "y", true), (last ? 5 : dense ? 2 : 3.2) * ratio, hollow);
        }
      });
    }
    const known = series[series.length - 1].values.map((value, i) => [value, i]).filter(([value]) => value !== null && value !== undefined);
    for (const [value, i] of known.length > 1 ? [known[0], known[known.length - 1]] : known) {
      const x = u.valToPos(times[i], "x", true);
      const align = i === known[0][1] && known.length > 1 ? "left" : "right";
      const y = u.valToPos(value, "y", true);
      // Below its point, but not on a line or beyond the axis.
      const levels = [...lines.map((line) => u.valToPos(line.value, "y", true)), u.bbox.top + u.bbox.height];
      const above = levels.some((level) => level > y - 4 * ratio && level < y + 34 * ratio);
      text(u, write(value), x, above ? y - 12 * ratio : y + 24 * ratio, align);
    }
    pen.restore();
  };
  const axis = { stroke: colour("--ink-2"), font, grid: { stroke: faint, width: 1 }, ticks: { stroke: faint, width: 1 } };
  const day = new Intl.DateTimeFormat(words.current(), { day: "numeric", month: "short" });
  const span = times.length > 1 ? times[times.length - 1] - times[0] : 86_400;
  const made = new uPlot({
    width: Math.max(220, target.clientWidth), height: 200, legend: { show: false }, cursor: { show: false },
    scales: { x: { time: true, range: [times[0] - 0.04 * span, times[times.length - 1] + 0.04 * span] }, y: { range } },
    series: [{}, ...paints], bands, hooks: { draw: [draw] },
    axes: [
      { ...axis, space: 80, values: (u, splits) => splits.map((at) => day.format(new Date(at * 1000))).map((date, i, dates) => (date === dates[i - 1] ? "" : date)) },
      { ...axis, size: 58, space: 34, values: (u, splits) => splits.map(write) },
    ],
  }, data, target);
  made.root.querySelector("canvas").setAttribute("aria-hidden", "true");
  return made;
}
