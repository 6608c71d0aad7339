// The ring that fills while a gesture is held, so that it can still be let go.

import { byId } from "./dom.js";
import * as words from "./words.js";

/** @import { SessionState } from "./messages.js" */

/** Length of the ring, user units: 2 pi r of its circle in the page. */
const LENGTH = 2 * Math.PI * 52;

/**
 * Returns what the ring says, "" where no gesture is held.
 * @param {SessionState} state
 */
export function gestureWords({ gesture, pause }) {
  if (!gesture) {
    return "";
  }
  return words.text(gesture.id === "pause" && pause === "asked" ? "gesture.go-on" : `gesture.${gesture.id}`);
}

/** @param {SessionState} state */
export function showGesture(state) {
  const ring = byId("gesture");
  const text = gestureWords(state);
  ring.hidden = !text;
  byId("stage").classList.toggle("holding", Boolean(text));
  if (text) {
    ring.dataset.gesture = state.gesture?.id;
    ring.style.setProperty("--left", String(LENGTH * (1 - (state.gesture?.share ?? 0))));
    byId("gesture-words").textContent = text;
  }
}
