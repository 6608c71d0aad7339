// What a session looks like: each message of the server becomes the screen.

import * as words from "./words.js";
import { headCue, headPanel, headWords } from "./head.js";
import { proveCue, provePanel } from "./prove.js";
import { bar, brake, figures, pauseSign, row, slash, svg, tick } from "./figures.js";

const PANELS = {
  "head-turn": "head", "head-usual": "head", "head-tall": "head", "head-result": "head", placement: "placement", baseline: "baseline", "raise-most": "baseline", "raise-forward": "baseline", prove: "prove", "prove-result": "prove", countdown: "countdown", set: "set", rest: "rest", pain: "rest", done: "rest",
};
/** Highest elevation of the level: for this exercise, and for arms that go farther, degrees. */
const HIGH = 150;
const HIGHER = 186;
/** Height of the barbell's picture, its own units. */
const BARBELL = 150;

export class Live {
  constructor({ sound, overlay, speech }) {
    this.sound = sound;
    this.overlay = overlay;
    this.speech = speech;
    this.element = (id) => document.getElementById(id);
    this.begin();
  }

  begin() {
    this.limit = 0;
    this.stage = "";
    this.cueKey = "";
    this.count = -1;
    this.setKey = "";
    this.spoken = "";
    this.checksKey = "";
  }

  /** The elevation to be reached, as the exercise has it, and from where it counts. */
  aim(limit, tolerance) {
    if (limit === this.limit) {
      return;
    }
    this.limit = limit;
    this.scale(limit > 100 ? HIGHER : HIGH);
    for (const id of ["tank", "limit-label"]) {
      this.element(id).style.setProperty("--limit", limit);
    }
    this.element("tank").style.setProperty("--counts", limit - tolerance); // what counts is shaded up to what is wanted
    this.element("limit-label").textContent = words.text("set.limit", { limit });
  }

  scale(high) {
    this.high = high;
    this.element("panel-set").style.setProperty("--hi", high);
  }

  /** Everything that does not have to wait for the next picture of the screen. */
  show(message) {
    if (message.stage !== this.stage) {
      this.change(message.stage);
    }
    this.hear(message);
    this.cue(message);
    this.chips(message);
    const paused = Boolean(message.pause) && PANELS[message.stage] !== "rest";
    this.element("live").classList.toggle("paused", paused && ["lost", "frozen"].includes(message.pause));
    switch (message.stage) {
      case "head-turn":
      case "head-usual":
      case "head-tall":
      case "head-result":
        headPanel(message);
        break;
      case "placement":
        this.checks(message.checks);
        break;
      case "baseline":
      case "raise-most":
      case "raise-forward":
        this.lesson(message);
        break;
      case "prove":
      case "prove-result":
        provePanel(message);
        break;
      case "countdown": {
        const seconds = Math.max(1, Math.ceil(message.secondsLeft));
        this.once("countdown", seconds, () => this.element("countdown").replaceChildren(figures(seconds)));
        break;
      }
      case "set":
        this.set(message);
        break;
      default:
        this.rest(message);
    }
  }

  /** The three things that are learned of a person; `raises` hides the two that were not asked for. */
  lesson(message) {
    const steps = [["baseline", "tall", "baseline"], ["raise-most", "most", "most"], ["raise-forward", "forward", "forward"]];
    const now = steps.findIndex(([stage]) => stage === message.stage);
    steps.forEach(([, name, bar], index) => {
      const step = this.element(`step-${name}`);
      step.hidden = index > 0 && !this.raises && now === 0;
      step.classList.toggle("now", index === now);
      step.classList.toggle("done", index < now);
      if (index === now) {
        step.setAttribute("aria-current", "step");
        this.element(`${bar}-bar`).style.setProperty("--done", `${100 * message.progress}%`);
      } else {
        step.removeAttribute("aria-current");
        this.element(`${bar}-bar`).style.setProperty("--done", index < now ? "100%" : "0%");
      }
    });
  }

  once(name, value, work) {
    this.seen ??= {};
    if (this.seen[name] !== value) {
      this.seen[name] = value;
      work();
    }
  }

  change(stage) {
    this.stage = stage;
    this.seen = {};
    window.scrollTo(0, 0);
    const resting = PANELS[stage] === "rest";
    const live = this.element("live");
    live.dataset.stage = stage;
    live.classList.toggle("rest", resting);
    for (const panel of new Set(Object.values(PANELS))) {
      this.element(`panel-${panel}`).hidden = panel !== PANELS[stage];
    }
    this.element("summary").hidden = !resting;
    this.element("skip").hidden = resting || stage === "set";
    if (resting) {
      this.sound.falling(false);
      this.element("summary-title").focus({ preventScroll: true });
    }
  }

  // ---------------------------------------------------------------- heard

  hear(message) {
    const beat = message.beat;
    if (message.sounds) {
      document.documentElement.dataset.heard = message.sounds.join(" "); // for whoever cannot hear it, such as a test
    }
    for (const name of message.sounds ?? []) {
      const left = message.set ? message.target - message.set.count : 0;
      this.sound.play(name, { beat, left });
    }
    const urgent = message.cue?.urgency === "descent" && message.phase === "eccentric";
    if (urgent !== this.falling) {
      this.falling = urgent;
      this.sound.falling(urgent);
    }
    if (message.set && message.stage === "set" && message.set.count > Math.max(0, this.count)) {
      this.say(String(message.set.count));
    }
  }

  say(text, urgent = false) {
    if (this.speech() && !this.sound.muted) {
      this.speech()(text, urgent);
    }
  }

  // ---------------------------------------------------------------- the one line

  cue(message) {
    const line = this.line(message);
    const key = JSON.stringify(line);
    if (key === this.cueKey) {
      return;
    }
    this.cueKey = key;
    const cue = this.element("cue");
    cue.className = `cue ${line.kind}`;
    const parts = [];
    if (line.kind === "fault") {
      parts.push(brake());
    } else if (line.kind === "pause") {
      parts.push(pauseSign());
    }
    const span = document.createElement("span");
    span.append(line.text);
    if (line.more) {
      const small = document.createElement("small");
      small.textContent = line.more;
      span.append(small);
    }
    parts.push(span);
    if (line.beat !== undefined) {
      parts.push(this.beats(line.beat));
    }
    cue.replaceChildren(...parts);
    if (["fault", "form", "pause", "praise", "advice"].includes(line.kind)) {
      this.announce(line);
    }
  }

  /** Said to screen readers, and aloud where that is wanted; what was said last is not said again. */
  announce(line) {
    const target = this.element(line.kind === "fault" || line.kind === "pause" ? "called" : "said");
    target.textContent = [line.text, line.detail ?? line.more].filter(Boolean).join(". ");
    if (line.text !== this.spoken || line.kind === "fault") {
      this.spoken = line.text;
      this.say(line.text, line.kind === "fault");
    }
  }

  line(message) {
    if (message.pause && message.stage !== "placement") {
      return { kind: "pause", text: words.text(`pause.${message.pause}`), detail: this.more(message) };
    }
    switch (message.stage) {
      case "head-turn":
      case "head-usual":
      case "head-tall":
      case "head-result":
        return headCue(message);
      case "placement":
        if (message.advice) {
          return { kind: "advice", text: words.text(`advice.${message.advice}`) };
        }
        return message.checks.every((check) => check.state === "right")
          ? { kind: "", text: words.text("placement.ready") }
          : { kind: "", text: words.text("placement.looking") };
      case "baseline":
        return { kind: "advice", text: words.text("baseline.cue") };
      case "raise-most":
        return { kind: "advice", text: words.text("baseline.most.cue") };
      case "raise-forward":
        return { kind: "advice", text: words.text("baseline.forward.cue") };
      case "prove":
      case "prove-result":
        return proveCue(message);
      case "countdown":
        return { kind: "", text: words.text("countdown.cue") };
      case "set":
        return this.setLine(message);
      default:
        return { kind: "", text: "" };
    }
  }

  setLine(message) {
    const cue = message.cue;
    if (cue) {
      const known = words.has(`cue.${cue.id}`);
      const text = known ? words.text(`cue.${cue.id}`) : cue.text;
      if (cue.urgency === "descent") {
        return { kind: "fault", text, more: words.text("cue.fast-descent.more") };
      }
      const more = words.has(`cue.${cue.id}.more`) ? words.text(`cue.${cue.id}.more`) : undefined;
      return { kind: cue.urgency === "praise" ? "praise" : "form", text, more };
    }
    const text = words.text(`phase.${message.phase}`);
    return message.phase === "eccentric" ? { kind: "", text, beat: message.beat } : { kind: "", text };
  }

  beats(now) {
    const span = document.createElement("span");
    span.className = "beats";
    for (const beat of [1, 2, 3]) {
      const word = document.createElement("span");
      word.className = beat === now ? "on" : "rest";
      word.textContent = words.text(`beat.${beat}`);
      span.append(word);
    }
    return span;
  }

  more(message) {
    const key = `pause.${message.pause}.more`;
    return words.has(key) ? words.text(key, { count: message.set?.count ?? 0 }) : "";
  }

  /** At most one, at the bottom left, where hands never reach: what stands in the way, or which arm cannot be judged. */
  chips(message) {
    let text = "";
    let unknown = true;
    if (message.pause && message.stage !== "placement") {
      text = this.more(message);
      unknown = false;
    } else if (message.stage === "set") {
      const left = message.left.why;
      const right = message.right.why;
      if (left || right) {
        text = words.text(`unjudged.${left && right ? "both" : left ? "left" : "right"}`, { why: why(left ?? right) });
      } else if (message.unjudged) {
        const { check, why: reason } = message.unjudged;
        text = words.text("unjudged.check", { check: words.text(`rule.${check}`), why: why(reason) });
      }
      if (message.dropped) {
        text = words.text("set.not-counted", { why: words.text(`report.dropped.${message.dropped}`) });
      }
    }
    // What lasts less than a moment only flickers.
    if (text !== this.chipText) {
      this.chipText = text;
      this.chipSince = performance.now();
    }
    const shown = performance.now() - this.chipSince > 400 ? text : "";
    this.once("chip", shown, () => {
      const chip = document.createElement("span");
      chip.className = unknown ? "chip unknown" : "chip";
      if (unknown) {
        chip.append(slash());
      }
      chip.append(shown);
      this.element("plates").replaceChildren(...(shown ? [chip] : []));
    });
  }

  // ---------------------------------------------------------------- panels

  checks(checks) {
    const first = checks.find((check) => check.state === "wrong") ?? checks.find((check) => check.state === "waiting");
    this.once("checks", JSON.stringify(checks), () => {
      this.element("checks").replaceChildren(...checks.map((check) => {
        const item = document.createElement("li");
        item.className = check.state === "wrong" ? "wrong" : check === first ? "next" : "";
        item.dataset.check = check.id;
        item.dataset.state = check.state;
        const name = document.createElement("span");
        name.textContent = words.text(`check.${check.id}`);
        item.append(tick(check.state), name);
        return item;
      }));
    });
  }

  set(message) {
    const { count, marks } = message.set;
    if (count !== this.count) {
      const grown = count > this.count && this.count >= 0;
      this.count = count;
      const now = this.element("count-now");
      now.replaceChildren(figures(count));
      this.element("count-of").replaceChildren(figures(`/${message.target}`));
      this.element("count").setAttribute("aria-label", words.text("set.count", { count, target: message.target }));
      now.classList.remove("new");
      if (grown) {
        void now.offsetWidth; // starts the animation anew
        now.classList.add("new");
        this.element("said").textContent = String(count);
      }
    }
    const busy = message.phase !== "rest";
    const places = count >= message.target ? message.most : message.target;
    this.once("reps", `${marks.length} ${busy} ${places}`, () => {
      row(this.element("reps"), marks, places, busy);
      this.element("reps").setAttribute("aria-label", words.text("set.reps"));
    });
    this.tank(message);
  }

  tank(message) {
    this.aim(message.heightLimit, message.heightTolerance);
    const tank = this.element("tank");
    const { left, right } = message;
    const known = [left.elevation, right.elevation].filter((value) => value !== undefined);
    const middle = known.length ? known.reduce((a, b) => a + b) / known.length : 0;
    const falling = message.level !== undefined;
    tank.classList.toggle("falling", falling);
    tank.classList.toggle("fault", falling && this.falling && middle < message.level);
    tank.classList.toggle("unseen", known.length < 2 || left.state === "unseen" || right.state === "unseen");
    tank.style.setProperty("--level", falling ? Math.max(0, message.level) : 0);
    tank.style.setProperty("--mid", middle);
    this.element("your-arms").hidden = message.set.number > 1 || message.set.marks.length > 1;
    if (Math.max(...known, 0) > this.high - 8) {
      this.scale(HIGHER);
    }
    this.barbell(left.elevation ?? middle, right.elevation ?? middle);
    const arms = Math.round(middle / 5) * 5;
    const level = falling ? Math.round(message.level / 5) * 5 : undefined;
    this.once("tank-label", `${arms} ${level}`, () => {
      const key = falling ? "set.tank-level" : "set.tank";
      tank.setAttribute("aria-label", words.text(key, { arms, level }));
    });
  }

  /** The arms as a barbell: the person's left is on the left, as in a mirror. */
  barbell(left, right) {
    const share = (degrees) => Math.max(0.03, Math.min(0.97, degrees / this.high));
    const high = (degrees) => BARBELL * (1 - share(degrees));
    const [a, b] = [high(left), high(right)];
    if (!this.bar) {
      const casing = { stroke: "var(--surface)", "vector-effect": "non-scaling-stroke", "stroke-linecap": "butt" };
      const core = { stroke: "var(--ink)", "vector-effect": "non-scaling-stroke", "stroke-linecap": "butt" };
      this.bar = {
        lines: [casing, core].map((paint, i) => svg("line", { x1: 30, x2: 270, "stroke-width": i ? 16 : 24, ...paint })),
        plates: [casing, core].flatMap((paint, i) =>
          [30, 270].map((x) => svg("line", { x1: x, x2: x, "stroke-width": i ? 26 : 34, ...paint }))),
      };
      const { lines, plates } = this.bar;
      this.element("barbell").replaceChildren(lines[0], plates[0], plates[1], lines[1], plates[2], plates[3]);
    }
    this.bar.lines.forEach((line) => {
      line.setAttribute("y1", a);
      line.setAttribute("y2", b);
    });
    this.bar.plates.forEach((plate, i) => {
      const y = i % 2 ? b : a;
      const half = i < 2 ? 13 : 11;
      plate.setAttribute("y1", y - half);
      plate.setAttribute("y2", y + half);
    });
  }

  // ---------------------------------------------------------------- after the set

  rest(message) {
    const set = message.set;
    this.count = -1;
    this.once("summary", JSON.stringify([set?.number, set?.count, set?.marks.length, set?.pain, message.stage]), () =>
      this.summary(message));
    const seconds = Math.ceil(message.secondsLeft);
    this.once("clock", `${message.stage} ${seconds}`, () => this.clock(message, seconds));
  }

  clock(message, seconds) {
    const resting = message.stage === "rest";
    const over = resting && seconds <= 0;
    const number = (message.set?.number ?? 0) + 1;
    const titles = { pain: "pain.rest", done: "done.title" };
    this.element("rest-title").textContent = words.text(titles[message.stage] ?? (over ? "rest.over" : "rest.title"));
    const clock = this.element("clock");
    clock.hidden = !resting || over;
    this.element("rest-bar").hidden = !resting || over;
    if (resting && !over) {
      const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      clock.replaceChildren(figures(text));
      clock.setAttribute("aria-label", words.text("rest.clock", { seconds }));
      this.longest = Math.max(this.longest ?? 1, seconds);
      this.element("rest-bar").style.setProperty("--done", `${(100 * seconds) / this.longest}%`);
    }
    const foot = message.stage === "done" ? "done.foot" : over ? "rest.foot-over" : "rest.foot";
    const held = words.has(`rest.put-down.${this.variant}`) ? `rest.put-down.${this.variant}` : "rest.put-down";
    this.element("rest-foot").textContent =
      message.stage === "pain" ? "" : words.text(foot, { number, rest: words.text(held) });
    const next = this.element("next-set");
    next.textContent = words.text(message.stage === "done" ? "done.again" : "rest.next");
    next.hidden = message.stage === "pain";
    this.element("finish").hidden = message.stage === "done";
    this.element("show-report").hidden = message.stage !== "done";
    this.painScale(message.set);
  }

  painScale(set) {
    this.once("pain", `${set?.number} ${set?.pain}`, () => {
      this.element("pain-scale").replaceChildren(...Array.from({ length: 11 }, (_, level) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = level;
        button.dataset.level = level;
        button.setAttribute("aria-pressed", String(set?.pain === level));
        return button;
      }));
    });
  }

  summary(message) {
    const set = message.set ?? { count: 0, marks: [] };
    const clean = set.marks.filter((mark) => mark.kind === "clean").length;
    const title = this.element("summary-title");
    const words1 = set.count ? words.text("summary.done", { count: set.count }) : words.text("summary.none");
    const second = set.count ? cleanWords(set, clean) : "";
    title.replaceChildren(message.stage === "pain" ? words.text("pain.title") : words1, document.createElement("br"),
      message.stage === "pain" ? words1 : second);
    this.element("summary-bars").classList.toggle("none", !set.marks.length);
    this.bars(set.marks, message.target);
    this.tally(set.marks);
    this.element("advice").textContent = message.stage === "pain" ? words.text("pain.words")
      : [dropped(set.dropped), message.stage === "done" && !set.marks.length ? "" : advice(set.advice ?? { kind: "nothing", reps: [] })]
        .filter(Boolean).join(" ");
    this.element("squeeze").textContent = squeeze(set);
    this.element("unjudged").textContent = words.text(this.decides ? "summary.unjudged-decides" : "summary.unjudged");
    this.element("head-summary").hidden = !message.head;
    this.element("head-summary").textContent = message.head ? words.text("head.summary", { result: headWords(message.head) }) : "";
  }

  bars(marks, target) {
    const chart = this.element("summary-bars");
    const places = Math.max(target, marks.length);
    const step = 736 / places;
    const parts = [];
    const aim = 24 + 130 * 0.25;
    parts.push(svg("path", { d: `M0 ${aim}H736`, stroke: "var(--ink)", "stroke-width": 3, "stroke-dasharray": "8 5" }));
    const label = svg("text", { x: 736, y: 20, "text-anchor": "end", "font-size": 28, "font-weight": 600, fill: "var(--ink)" });
    label.textContent = words.text("summary.aim");
    parts.push(label);
    marks.forEach((mark, i) => {
      const group = bar(mark, 0, step * 0.8, 130, 1.3);
      group.setAttribute("transform", `translate(${(i * step).toFixed(1)},24)`);
      parts.push(group);
      const wrong = mark.kind !== "clean" && mark.kind !== "unjudged";
      if (i === 0 || (i + 1) % 5 === 0 || wrong) {
        const number = svg("text", {
          x: (i * step + step * 0.4).toFixed(1), y: 187, "text-anchor": "middle", "font-size": 28, fill: "var(--ink)",
          "font-weight": wrong ? 700 : 400,
        });
        number.textContent = words.number(i + 1);
        parts.push(number);
      }
    });
    chart.replaceChildren(...parts);
    chart.setAttribute("aria-label", words.text("summary.bars", { count: marks.length }));
  }

  tally(marks) {
    const kinds = ["clean", "fast", "low", "half", "uneven", "short", "posture", "unjudged"];
    this.element("tally").replaceChildren(...kinds.flatMap((kind) => {
      const n = marks.filter((mark) => mark.kind === kind).length;
      if (!n) {
        return [];
      }
      const item = document.createElement("li");
      item.dataset.kind = kind;
      const down = kind === "fast" ? 0.8 : 3;
      const picture = svg("svg", { viewBox: "0 0 26 44", "aria-hidden": "true" }, bar({ kind, counts: !["low", "half"].includes(kind), down }, 0, 26, 44, 0.9));
      item.append(picture, words.text(`tally.${kind}`, { n }));
      return [item];
    }));
  }
}

function why(reason) {
  return words.text(words.has(`why.${reason}`) ? `why.${reason}` : "why.other");
}

/** How long and how far the shoulder blades were together, coarsely; nothing where it was not judged. */
function squeeze(set) {
  if (set.squeezeSeconds === undefined) {
    return "";
  }
  const halves = Math.round(2 * set.squeezeSeconds);
  const seconds = (halves / 2).toLocaleString(words.current());
  const held = halves ? words.text("summary.squeeze", { seconds }) : words.text("summary.no-squeeze");
  const share = set.squeezeShare === undefined ? ""
    : words.text("summary.squeeze-share", { share: 10 * Math.round(10 * set.squeezeShare) });
  return share && halves ? `${held} ${share}` : held;
}

/** How many were clean; that all of them were is no praise where the set sagged or most came down in a hurry. */
function cleanWords(set, clean) {
  if (clean === 0) {
    return words.text("summary.no-clean");
  }
  if (clean < set.count) {
    return words.text(clean === 1 ? "summary.one-clean" : "summary.some-clean", { clean });
  }
  const hurried = set.marks.filter((mark) => ["quick", "close-to-limit", "too-fast"].includes(mark.pace)).length;
  const sags = set.advice?.lowering || set.advice?.height;
  return words.text(sags ? "summary.clean-sagging" : hurried ? "summary.clean-quick" : "summary.all-clean", { n: hurried });
}

/** What was seen and not counted, by reason. */
export function dropped(reasons = []) {
  const all = reasons.reduce((sum, { times }) => sum + times, 0);
  const list = reasons.map(({ reason, times }) => {
    const why = words.text(`report.dropped.${reason}`);
    return reasons.length === 1 ? why : words.text("advice.dropped.times", { why, n: times });
  }).join(", ");
  return all ? words.text(`advice.dropped.${all === 1 ? "one" : "many"}`, { n: all, list }) : "";
}

/** What the server chose to say after a set, in words: how the set changed, then one thing to change. */
export function advice({ kind, reps, seconds, lowering, height }) {
  const sentences = [];
  if (lowering) {
    sentences.push(words.text("advice.trend.lowering", { first: words.number(lowering.first, 1), last: words.number(lowering.last, 1) }));
  }
  if (height) {
    sentences.push(words.text("advice.trend.height", { first: words.number(height.first, 0), last: words.number(height.last, 0) }));
  }
  sentences.push(words.text(`advice.set.${kind}${reps.length === 1 ? "-one" : ""}`, {
    list: new Intl.ListFormat(words.current(), { type: "conjunction" }).format(reps.map(String)),
    seconds: inSeconds(seconds),
  }));
  return sentences.join(" ");
}

function inSeconds(seconds) {
  if (seconds === undefined) {
    return "";
  }
  return seconds > 0.4 && seconds < 0.6
    ? words.text("advice.half-second")
    : words.text("advice.seconds", { n: words.number(seconds, 1) });
}
