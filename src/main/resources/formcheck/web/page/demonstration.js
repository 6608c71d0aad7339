// The demonstration beside the person in a set: the film of the movement, at the pace that is wanted. Off unless it is asked for.

import { byId, byIdAs } from "./dom.js";

/** How long the person in the film lowers the arms, and how long is wanted, seconds. */
const LOWERING = { filmed: 2.8, wanted: 3 };
const KEPT = "demonstration";

export class Demonstration {
  constructor() {
    this.on = localStorage.getItem(KEPT) === "true";
    this.video = byIdAs("demonstration", HTMLVideoElement);
    this.button = byId("show-demonstration");
    this.button.onclick = () => this.toggle();
    new MutationObserver(() => this.show()).observe(byId("live"), { attributes: true, attributeFilter: ["data-stage", "hidden"] });
    this.show();
  }

  toggle() {
    this.on = !this.on;
    localStorage.setItem(KEPT, String(this.on));
    this.show();
  }

  /** Shows and plays the film in a set only. */
  show() {
    const live = byId("live");
    const plays = this.on && !live.hidden && live.dataset.stage === "set";
    this.button.setAttribute("aria-pressed", String(this.on));
    this.video.hidden = !plays;
    if (!plays) {
      this.video.pause();
      return;
    }
    if (!this.video.src) {
      this.video.src = "/movement/repeat.webm";
    }
    this.video.defaultPlaybackRate = LOWERING.filmed / LOWERING.wanted;
    this.video.playbackRate = LOWERING.filmed / LOWERING.wanted;
    this.video.play().catch(() => {}); // shows its first image then
  }
}
