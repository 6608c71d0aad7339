// Listens to the keyboard, and shows the buttons on the image for a while after a key.

import { byId } from "./dom.js";
import { isForSession, isTaken, keyAction } from "./session-keys.js";

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
/** Where text is typed or chosen. */
const TYPED = "input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable]";

/** @param {KeyParts} parts */
export function listenToKeys({ delays, live, screens, session, act }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let awake;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const target = event.target instanceof Element ? event.target : null;
    const typing = Boolean(target?.closest(TYPED));
    const inField = typing || Boolean(target?.closest("input, button, summary, a"));
    const context = { screen: screens.current, going: session.going, stage: live.stage, inField, typing, asked: live.asked };
    if (isTaken(event.key, context)) {
      event.preventDefault();
    }
    if (event.repeat) {
      return;
    }
    if (event.key.toLowerCase() === "d" && !typing) {
      delays.toggle();
      return;
    }
    if (isForSession(context)) {
      byId("live").classList.add("awake");
      clearTimeout(awake);
      awake = setTimeout(() => byId("live").classList.remove("awake"), AWAKE);
    }
    act(keyAction(event.key, context));
  });
}
