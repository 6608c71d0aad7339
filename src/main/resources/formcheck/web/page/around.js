// Warm-up before a session and cool-down after it: short steps, each with a loop of the movement where FormCheck has one.

import { make, reducesMotion } from "./dom.js";
import * as words from "./words.js";

/** @type {Record<"warm" | "cool", (string | undefined)[]>} Movements in the order of the texts: the shipped loops show raises only */
const CLIPS = { warm: [undefined, undefined, "repeat"], cool: [] };

/** Makes the section. The loops are loaded once it is opened. */
export function around() {
  const steps = (/** @type {"warm" | "cool"} */ part) => [
    make("h3", {}, words.text(`around.${part}`)),
    make("ol", { class: "around-of" }, words.list(`around.${part}.steps`).map((text, i) => make("li", {}, loop(CLIPS[part][i]), make("span", {}, text)))),
  ];
  const section = make("details", { class: "all-sessions", id: "around" }, make("summary", {}, words.text("around.title")),
    ...steps("warm"), ...steps("cool"), make("p", { class: "small quiet" }, words.text("around.note")));
  section.addEventListener("toggle", () => {
    for (const video of section.querySelectorAll("video")) {
      if (section.open && !video.src) {
        video.src = `/movement/${video.dataset.clip}.webm`;
      } else if (!section.open) {
        video.pause();
      }
    }
  });
  return section;
}

/** @param {string | undefined} clip */
function loop(clip) {
  if (!clip) {
    return undefined;
  }
  const calm = reducesMotion();
  const video = make("video", {
    "data-clip": clip, loop: true, autoplay: !calm, controls: calm, playsinline: true, tabindex: calm ? undefined : "-1",
    "aria-hidden": !calm && "true", "aria-label": calm && words.text("around.title"),
  });
  video.muted = true;
  return video;
}
