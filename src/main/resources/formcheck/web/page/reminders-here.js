// Reminds of a session by a notification of the browser, while the page is open. The permission is asked for only when the person
// turns reminders on.

import { make } from "./dom.js";
import { isDoneOn, isDue, timesOf } from "./reminder-times.js";
import * as words from "./words.js";

/** @import { Month } from "./messages.js" */
/** @import { ReminderTimes } from "./reminder-times.js" */
/** @import { Server } from "./server.js" */

const KEPT = "reminders";
/** Time between two looks at the clock, milliseconds. */
const EVERY = 20_000;

/** The times that are kept, if the browser may notify. */
export function keptTimes() {
  return "Notification" in window && Notification.permission === "granted" ? timesOf(localStorage.getItem(KEPT)) : undefined;
}

/**
 * Reminds from now on.
 * @param {Server} server
 * @param {() => boolean} busy whether the person exercises just now
 */
export function remindFromNow(server, busy) {
  let last = new Date();
  setInterval(async () => {
    const from = last;
    last = new Date();
    const times = keptTimes();
    if (times && isDue(times, from, last) && !busy() && !(await isDone(server, times, last))) {
      remind();
    }
  }, EVERY);
}

/**
 * Whether the person has exercised on that day. Where the server does not answer, nobody has.
 * @param {Server} server
 * @param {ReminderTimes} times
 * @param {Date} day
 */
async function isDone(server, { person }, day) {
  try {
    const month = /** @type {Month} */ (await server.json(`/api/month?${new URLSearchParams({ language: words.current(), person })}`));
    return isDoneOn(month.sessions, day);
  } catch {
    return false;
  }
}

function remind() {
  try {
    const shown = new Notification(words.text("remind.notice"), { body: words.text("remind.notice-words"), tag: "formcheck", icon: "/page/icon-192.png" });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // some browsers of phones have notifications only for pages with a worker
  }
}

/**
 * Makes the choice of reminders by this browser. It begins as it was kept.
 * @param {() => ReminderTimes | undefined} chosen times; undefined while none are chosen
 * @returns {{ part: HTMLElement, changed: () => void }} changed: to be called when other times were chosen
 */
export function remindersHere(chosen) {
  const said = make("p", { class: "small", id: "remind-said", role: "status" });
  const box = make("input", { type: "checkbox", id: "remind-here", checked: keptTimes() !== undefined, onchange: () => turn() });
  const keep = () => {
    const times = chosen();
    if (times) {
      localStorage.setItem(KEPT, JSON.stringify(times));
    }
  };
  const turn = async () => {
    said.textContent = "";
    if (!box.checked) {
      localStorage.removeItem(KEPT);
      return;
    }
    const permission = "Notification" in window ? await Notification.requestPermission() : "unsupported";
    box.checked = permission === "granted";
    if (box.checked) {
      keep();
      said.textContent = words.text("remind.here-on");
    } else {
      said.textContent = words.text(permission === "unsupported" ? "remind.here-unsupported" : "remind.here-denied");
    }
  };
  const part = make("div", {}, make("label", { class: "day-of" }, box, words.text("remind.here")),
    make("p", { class: "small quiet" }, words.text("remind.here-words")), said);
  return { part, changed: () => box.checked && keep() };
}
