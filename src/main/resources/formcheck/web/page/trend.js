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

/** What a text covers: left, top, right, bottom. */
function box(u, text, x, y, align) {
  const wide = u.ctx.measureText(text).width;
  const left = align === "left" ? x : align === "right" ? x - wide : x - wide / 2;
  return [left, y - 12 * devicePixelRatio, left + wide, y + 3 * devicePixelRatio];
}

function meet(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
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
    pen.font = `${14 * ratio}px ${getComputedStyle(document.body).fontFamily}`;
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
    }
    const dense = times.length > 40;
    const taken = []; // by points and what is written
    /** Writes where it covers least: places are [x, y, align]. */
    const put = (u, words_, align, places, others) => {
      const boxes = places.map(([x, y, own]) => box(u, words_, x, y, own ?? align));
      const met = boxes.map((one) => others.filter((other) => meet(one, other)).length);
      const best = met.indexOf(Math.min(...met));
      const [x, y, own] = places[best];
      text(u, words_, x, y, own ?? align);
      taken.push(boxes[best]);
    };
    const far = 1e5;
    const edges = [
      [-far, u.bbox.top + u.bbox.height - 2 * ratio, far, far], [-far, -far, far, 0],
      ...lines.map((line) => u.valToPos(line.value, "y", true)).map((y) => [-far, y - 2 * ratio, far, y + 2 * ratio]),
    ];
    for (const { values, hollow } of series) {
      values.forEach((value, i) => {
        if (value !== null && value !== undefined) {
          const last = i === values.length - 1;
          const [x, y] = [u.valToPos(times[i], "x", true), u.valToPos(value, "y", true)];
          taken.push([x - 4 * ratio, y - 4 * ratio, x + 4 * ratio, y + 4 * ratio]);
          pen.fillStyle = hollow ? ground : steady;
          pen.strokeStyle = steady;
          pen.lineWidth = 2 * ratio;
          sign(pen, steps[i], x, y, (last ? 5 : dense ? 2 : 3.2) * ratio, hollow);
        }
      });
    }
    const known = series[series.length - 1].values.map((value, i) => [value, i]).filter(([value]) => value !== null && value !== undefined);
    for (const [value, i] of known.length > 1 ? [known[0], known[known.length - 1]] : known) {
      const x = u.valToPos(times[i], "x", true);
      const align = i === known[0][1] && known.length > 1 ? "left" : "right";
      const y = u.valToPos(value, "y", true);
      const aside = (align === "left" ? 10 : -10) * ratio;
      put(u, write(value), align, [[x, y + 24 * ratio], [x, y - 12 * ratio], [x + aside, y + 5 * ratio]], [...taken, ...edges]);
    }
    for (const { value, label } of lines) {
      const { left, width } = u.bbox;
      const y = u.valToPos(value, "y", true);
      const sides = [["left", left + 4 * ratio], ["right", left + width - 4 * ratio], ["center", left + width / 2]];
      const places = sides.flatMap(([align, x]) => [y - 6 * ratio, y + 17 * ratio].map((at) => [x, at, align]));
      put(u, label, "left", places, taken);
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
