// The movement, shown by a rendered person in the six steps of the exercise: right beside wrong, about a minute in all.

import { buttonById, byId, make, reducesMotion } from "./dom.js";
import { checkSign, crossSign } from "./drawings.js";
import * as words from "./words.js";

/** @typedef {{ id: string, number: number, clips: string[], seconds: number }} LessonStep */

/** @type {LessonStep[]} */
const STEPS = [
  { id: "1", number: 1, clips: ["sit"], seconds: 6 },
  { id: "2", number: 2, clips: ["elbows-good", "elbows-wrong"], seconds: 10 },
  { id: "3", number: 3, clips: ["chest-good", "chest-wrong"], seconds: 9 },
  { id: "3b", number: 3, clips: ["head-good", "head-wrong"], seconds: 9 },
  { id: "4", number: 4, clips: ["squeeze-good", "squeeze-wrong"], seconds: 9 },
  { id: "5", number: 5, clips: ["lower-good", "lower-wrong"], seconds: 10 },
  { id: "6", number: 6, clips: ["repeat"], seconds: 9 },
];
/** Time between two updates of the progress, milliseconds. */
const UPDATE = 100;

export class Lesson {
  /** @param {() => void} done called at the end */
  constructor(done) {
    this.done = done;
    this.index = 0;
    this.passed = 0;
    /** @type {HTMLElement[]} */
    this.dots = [];
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    byId("lesson-skip").onclick = () => this.end();
    byId("lesson-next").onclick = () => this.go(this.index + 1);
    byId("lesson-back").onclick = () => this.go(Math.max(0, this.index - 1));
  }

  /** Shows the first step. Who asks for little motion starts each step and each film alone. */
  start() {
    this.go(0);
    this.timer = reducesMotion() ? undefined : setInterval(() => this.pass(), UPDATE);
  }

  end() {
    clearInterval(this.timer);
    byId("pairs").replaceChildren();
    this.done();
  }

  pass() {
    this.passed += UPDATE / 1000;
    const seconds = STEPS[this.index]?.seconds ?? 0;
    this.dots[this.index]?.style.setProperty("--done", `${Math.min(100, (100 * this.passed) / seconds)}%`);
    if (this.passed >= seconds) {
      this.go(this.index + 1);
    }
  }

  /** @param {number} index of a step; after the last one the lesson ends */
  go(index) {
    const step = STEPS[index];
    if (!step) {
      this.end();
      return;
    }
    this.index = index;
    this.passed = 0;
    byId("lesson-title").textContent = words.text(`lesson.${step.id}`);
    byId("lesson-step").textContent = words.text("lesson.step", { number: step.number, all: 6 });
    buttonById("lesson-back").disabled = index === 0;
    byId("lesson-skip").textContent = words.text(index === STEPS.length - 1 ? "lesson.done" : "lesson.skip");
    byId("pairs").replaceChildren(...step.clips.map((clip) => film(step, clip)));
    this.dots = STEPS.map((_, i) => make("i", { class: i < index ? "done" : i === index ? "now" : "" }));
    byId("lesson-dots").replaceChildren(...this.dots);
  }
}

/**
 * @param {LessonStep} step
 * @param {string} clip
 */
function film(step, clip) {
  const wrong = clip.endsWith("-wrong");
  const calm = reducesMotion();
  const text = words.text(`lesson.${step.id}.${clip}`);
  const video = document.createElement("video");
  Object.assign(video, { src: `/movement/${clip}.webm`, muted: true, loop: true, autoplay: !calm, controls: calm, playsInline: true });
  video.setAttribute("aria-label", text);
  video.tabIndex = calm ? 0 : -1;
  return make("figure", { class: wrong ? "wrong" : "good" }, video,
    make("figcaption", {}, wrong ? crossSign() : checkSign("right"), make("span", {}, text)));
}
