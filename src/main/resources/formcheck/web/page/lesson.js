// The movement, shown by a rendered person in the six steps of the exercise: right beside wrong, about a minute in all.

import { buttonById, byId, make, reducesMotion } from "./dom.js";
import { checkSign, crossSign } from "./drawings.js";
import { LESSON_PAGES, LESSON_STEPS, clipAddress, stepShares } from "./lesson-steps.js";
import * as words from "./words.js";

/** @import { LessonPage } from "./lesson-steps.js" */

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

  /** Shows the first page. Who asks for little motion goes on alone. */
  start() {
    this.go(0);
    this.timer = reducesMotion() ? undefined : setInterval(() => this.pass(), UPDATE);
  }

  end() {
    this.stop();
    this.done();
  }

  /** Ends the films and their time, wherever the page goes. */
  stop() {
    clearInterval(this.timer);
    byId("pairs").replaceChildren();
  }

  pass() {
    this.passed += UPDATE / 1000;
    this.fillDots();
    if (this.passed >= (LESSON_PAGES[this.index]?.seconds ?? 0)) {
      this.go(this.index + 1);
    }
  }

  fillDots() {
    const shares = stepShares(this.index, this.passed);
    this.dots.forEach((dot, i) => dot.style.setProperty("--done", `${100 * (shares[i] ?? 0)}%`));
  }

  /** @param {number} index of a page; after the last one the lesson ends */
  go(index) {
    const page = LESSON_PAGES[index];
    if (!page) {
      this.end();
      return;
    }
    this.index = index;
    this.passed = 0;
    byId("lesson-title").textContent = words.text(`lesson.${page.id}`);
    byId("lesson-step").textContent = words.text("lesson.step", { number: page.number, all: LESSON_STEPS });
    buttonById("lesson-back").disabled = index === 0;
    byId("lesson-skip").textContent = words.text(index === LESSON_PAGES.length - 1 ? "lesson.done" : "lesson.skip");
    byId("pairs").replaceChildren(...page.clips.map((clip) => film(page, clip)));
    this.dots = Array.from({ length: LESSON_STEPS }, () => make("i"));
    byId("lesson-dots").replaceChildren(...this.dots);
    this.fillDots();
  }
}

/**
 * Who asks for little motion sees the moment that shows the difference, and may play the film.
 * @param {LessonPage} page
 * @param {string} clip
 */
function film(page, clip) {
  const wrong = clip.endsWith("-wrong");
  const calm = reducesMotion();
  const text = words.text(`lesson.${page.id}.${clip}`);
  const video = document.createElement("video");
  Object.assign(video, { src: clipAddress(clip, calm), preload: "auto", muted: true, loop: true, autoplay: !calm, controls: calm, playsInline: true });
  video.setAttribute("aria-label", text);
  video.tabIndex = calm ? 0 : -1;
  return make("figure", { class: wrong ? "wrong" : "good" }, video,
    make("figcaption", {}, wrong ? crossSign() : checkSign("right"), make("span", {}, text)));
}
