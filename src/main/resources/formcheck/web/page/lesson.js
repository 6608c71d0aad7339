// The movement, shown by our rendered person in the exercise's six steps: good beside wrong, about a minute in all.

import * as words from "./words.js";
import { svg, tick } from "./figures.js";

const STEPS = [
  { id: "1", number: 1, clips: ["sit"], seconds: 6 },
  { id: "2", number: 2, clips: ["elbows-good", "elbows-wrong"], seconds: 10 },
  { id: "3", number: 3, clips: ["chest-good", "chest-wrong"], seconds: 9 },
  { id: "3b", number: 3, clips: ["head-good", "head-wrong"], seconds: 9 },
  { id: "4", number: 4, clips: ["squeeze-good", "squeeze-wrong"], seconds: 9 },
  { id: "5", number: 5, clips: ["lower-good", "lower-wrong"], seconds: 10 },
  { id: "6", number: 6, clips: ["repeat"], seconds: 9 },
];
const BEAT = 100;
/** Who asks for little motion starts each film, and each step, alone. */
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

function cross() {
  return svg("svg", { viewBox: "0 0 44 44", "aria-hidden": "true" },
    svg("circle", { cx: 22, cy: 22, r: 18.5, fill: "none", stroke: "var(--alert)", "stroke-width": 5 }),
    svg("path", { d: "M14 14l16 16M30 14l-16 16", stroke: "var(--alert)", "stroke-width": 5 }));
}

export class Lesson {
  constructor(root, done) {
    this.root = root;
    this.done = done;
    this.get("lesson-skip").onclick = () => this.end();
    this.get("lesson-next").onclick = () => this.go(this.index + 1);
    this.get("lesson-back").onclick = () => this.go(Math.max(0, this.index - 1));
  }

  get(id) {
    return document.getElementById(id);
  }

  start() {
    this.go(0);
    this.timer = CALM.matches ? 0 : setInterval(() => this.pass(), BEAT);
  }

  end() {
    clearInterval(this.timer);
    this.get("pairs").replaceChildren();
    this.done();
  }

  pass() {
    this.passed += BEAT / 1000;
    const step = STEPS[this.index];
    this.dots[this.index].style.setProperty("--done", `${Math.min(100, (100 * this.passed) / step.seconds)}%`);
    if (this.passed >= step.seconds) {
      this.go(this.index + 1);
    }
  }

  go(index) {
    if (index >= STEPS.length) {
      this.end();
      return;
    }
    this.index = index;
    this.passed = 0;
    const step = STEPS[index];
    this.get("lesson-title").textContent = words.text(`lesson.${step.id}`);
    this.get("lesson-step").textContent = words.text("lesson.step", { number: step.number, all: 6 });
    this.get("lesson-back").disabled = index === 0;
    this.get("lesson-skip").textContent = words.text(index === STEPS.length - 1 ? "lesson.done" : "lesson.skip");
    this.get("pairs").replaceChildren(...step.clips.map((clip) => this.figure(step, clip)));
    this.dots = STEPS.map((_, i) => {
      const dot = document.createElement("i");
      dot.className = i < index ? "done" : i === index ? "now" : "";
      return dot;
    });
    this.get("lesson-dots").replaceChildren(...this.dots);
  }

  figure(step, clip) {
    const wrong = clip.endsWith("-wrong");
    const figure = document.createElement("figure");
    figure.className = wrong ? "wrong" : "good";
    const video = document.createElement("video");
    Object.assign(video, { src: `/movement/${clip}.webm`, muted: true, loop: true, autoplay: !CALM.matches, controls: CALM.matches, playsInline: true });
    video.setAttribute("aria-label", words.text(`lesson.${step.id}.${clip}`));
    video.tabIndex = CALM.matches ? 0 : -1;
    const caption = document.createElement("figcaption");
    const span = document.createElement("span");
    span.textContent = words.text(`lesson.${step.id}.${clip}`);
    caption.append(wrong ? cross() : tick("right"), span);
    figure.append(video, caption);
    return figure;
  }
}
