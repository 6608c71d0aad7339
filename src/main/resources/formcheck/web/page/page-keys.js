// Listens to the keyboard, and shows the buttons on the image for a while after a key.

import { byId } from "./dom.js";
import { isForSession, keyAction } from "./session-keys.js";

/** @import { Delays } from "./delays.js" */
/** @import { Live } from "./live.js" */
/** @import { Screens } from "./screens.js" */
/** @import { Session } from "./session.js" */
/** @import { KeyAction } from "./session-keys.js" */
/**
 * @typedef {object} KeyParts
 * @property {Delays} delays
 * @property {Live} live
 * @property {Screens} screens
 * @property {Session} session
 * @property {(key: KeyAction) => void} act does what a key asks for
 */

/** Buttons on the image are shown so long after a key, milliseconds. */
const AWAKE = 4000;

/** @param {KeyParts} parts */
export function listenToKeys({ delays, live, screens, session, act }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let awake;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
      return;
    }
    const target = event.target instanceof Element ? event.target : null;
    if (event.key.toLowerCase() === "d" && !target?.closest("input[type=text], select")) {
      delays.toggle();
      return;
    }
    const inField = Boolean(target?.closest("input, select, textarea, button, summary, a"));
    const context = { screen: screens.current, going: session.going, stage: live.stage, inField };
    if (isForSession(context)) {
      byId("live").classList.add("awake");
      clearTimeout(awake);
      awake = setTimeout(() => byId("live").classList.remove("awake"), AWAKE);
    }
    const key = keyAction(event.key, context);
    if (key.action === "next") {
      event.preventDefault();
    }
    act(key);
  });
}
