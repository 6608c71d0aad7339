// Files of the month: reminders for a calendar, and all sessions to and from another computer.

import { button, make } from "./dom.js";
import { keptTimes, remindersHere } from "./reminders-here.js";
import { messageOf } from "./server.js";
import * as words from "./words.js";

/** @import { Imported, Month } from "./messages.js" */
/** @import { Server } from "./server.js" */

/** Time after which a saved file may be forgotten, milliseconds. */
const SAVED = 10_000;
const EVENING = "18:30";

/**
 * Asks the server for a file and saves it.
 * @param {Server} server
 * @param {string} address
 * @param {"ics" | "zip"} kind
 */
async function save(server, address, kind) {
  const answer = await server.ask(address);
  const url = URL.createObjectURL(await answer.blob());
  make("a", { href: url, download: `formcheck-sessions.${kind}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), SAVED);
}

/**
 * Makes the section of the reminders: days, time, the calendar file, and notifications by this browser.
 * @param {Server} server
 * @param {Month} month
 */
export function reminders(server, { person, planDays }) {
  const problem = make("p", { class: "small", "aria-live": "polite" });
  const kept = keptTimes();
  const mine = kept?.person === person ? kept : { days: planDays, time: EVENING };
  const days = words.list("month.days").map((name, i) => {
    const box = make("input", { type: "checkbox", id: `remind-${i + 1}`, value: i + 1, checked: mine.days.includes(i + 1) });
    return { box, label: make("label", { class: "day-of" }, box, name) };
  });
  const time = make("input", { type: "time", id: "remind-time", value: mine.time, required: true });
  const chosen = () => days.filter(({ box }) => box.checked).map(({ box }) => Number(box.value));
  const complete = () => Boolean(time.value) && chosen().length > 0;
  const here = remindersHere(() => (complete() ? { person, days: chosen(), time: time.value } : undefined));
  const ready = button(words.text("remind.save"), async () => {
    const asked = new URLSearchParams({ person, days: chosen().join(","), time: time.value, language: words.current() });
    try {
      await save(server, `/api/reminders.ics?${asked}`, "ics");
      problem.textContent = "";
    } catch (e) {
      problem.textContent = words.text("month.failed", { problem: messageOf(e) });
    }
  }, { id: "remind-save" });
  const check = () => {
    ready.disabled = !complete();
    here.changed();
  };
  [time, ...days.map(({ box }) => box)].forEach((input) => input.addEventListener("input", check));
  return make("details", { class: "all-sessions", id: "reminders" }, make("summary", {}, words.text("remind.title")),
    make("p", { class: "small quiet" }, words.text("remind.words")),
    make("fieldset", { class: "days-of" }, make("legend", { class: "small" }, words.text("remind.days")), days.map(({ label }) => label)),
    make("p", { class: "row" }, make("label", { class: "pick" }, words.text("remind.time"), time), ready),
    problem, here.part);
}

/**
 * Makes the section that moves all sessions to and from another computer.
 * @param {Server} server
 * @param {Month} month
 * @param {(said: string) => void} done shows the month again
 */
export function moving(server, { person, sessions }, done) {
  const said = make("p", { class: "small", "aria-live": "polite" });
  const failed = (/** @type {unknown} */ e) => {
    said.textContent = words.text("month.failed", { problem: messageOf(e) });
  };
  const attributes = { type: "file", id: "move-file", accept: ".zip,application/zip", class: "vh", tabindex: "-1", "aria-hidden": "true" };
  const file = make("input", { ...attributes, onchange: async () => {
    const chosen = file.files?.[0];
    if (!chosen) {
      return;
    }
    said.textContent = words.text("move.busy");
    try {
      const answer = await server.ask("/api/import", { method: "POST", body: chosen, headers: { "Content-Type": "application/zip" } });
      const { added, known, untrusted } = /** @type {Imported} */ (await answer.json());
      const left = untrusted.map((who) => words.text("move.untrusted", { who }));
      done([words.text("move.done", { added, known }), ...left].join(" "));
    } catch (e) {
      failed(e);
    }
    file.value = "";
  } });
  const all = () => save(server, `/api/sessions.zip?${new URLSearchParams({ person })}`, "zip").catch(failed);
  return make("details", { class: "all-sessions", id: "moving" }, make("summary", {}, words.text("move.title")),
    make("p", { class: "small quiet" }, words.text("move.words")),
    make("p", { class: "row" },
      sessions.length > 0 && button(words.text("move.save"), all, { id: "move-save" }),
      button(words.text("move.open"), () => file.click(), { id: "move-open" }), file),
    said);
}
