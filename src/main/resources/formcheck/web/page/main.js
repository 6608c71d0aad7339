// Starts the page: its parts, the language, buttons and keys.

import { Access } from "./access.js";
import { showBrowsers } from "./browsers.js";
import { Delays } from "./delays.js";
import { byId, canvasById, inputById, selectById } from "./dom.js";
import { Lesson } from "./lesson.js";
import { Live } from "./live.js";
import { Month } from "./month.js";
import { Overlay } from "./overlay.js";
import * as language from "./page-language.js";
import { Person } from "./person.js";
import { Report } from "./report.js";
import { Screens } from "./screens.js";
import { Server } from "./server.js";
import { Session } from "./session.js";
import { isForSession, keyAction } from "./session-keys.js";
import { Sound } from "./sound.js";
import { StartPage } from "./start-page.js";
import { Voice } from "./voice.js";
import * as words from "./words.js";

/** @import { MonthAsked } from "./month.js" */
/** @import { KeyAction } from "./session-keys.js" */

/** A notice of another version is shown again. */
const SAFETY_VERSION = "1";
/** Buttons on the image are shown so long after a key, milliseconds. */
const AWAKE = 4000;

const access = new Access();
const server = new Server(access);
const person = new Person(server);
const delays = new Delays(byId("delays"));
const sound = new Sound();
const overlay = new Overlay(canvasById("overlay"));
const screens = new Screens({
  shown: (screen) => screen === "live" && overlay.fit(),
  interrupted: () => live.quiet(),
});
const voice = new Voice(sound, () => inputById("speech").checked);
const live = new Live(sound, voice);
const lesson = new Lesson(() => screens.show("start"));
const start = new StartPage(server, (choice) => {
  sound.on = start.sound.checked;
  sound.voiced = start.speech.checked;
  sound.wake();
  voice.prepare();
  session.beginAnother(choice);
});
const session = new Session({ access, delays, live, overlay, person, screens, start });
const report = new Report(byId("report"), server, {
  month: (said, deleted) => showMonth({ said, deleted }),
  start: () => screens.show("start"),
});
const month = new Month(byId("month"), server, { report: showReport, start: () => screens.show("start"), erased });

// ---------------------------------------------------------------- screens

/** @param {string} id of the session */
function showReport(id) {
  screens.show("report");
  report.open(id);
}

/** @param {MonthAsked} [asked] */
function showMonth(asked = {}) {
  report.close();
  screens.show("month");
  month.open(asked);
}

/** Shows the report of the session that has just ended. */
async function showLatest() {
  const [id] = /** @type {string[]} */ (await server.json("/api/latest").catch(() => []));
  session.leave();
  if (id) {
    showReport(id);
  } else {
    showMonth();
  }
}

function showLesson() {
  screens.show("lesson");
  lesson.start();
}

/** This browser is no longer known, and keeps nothing. */
async function forgotten() {
  await access.forgetEverything();
  access.token = "";
  screens.problem("forgotten");
}

/**
 * Someone was erased. With the last one the browser itself is forgotten.
 * @param {boolean} everybody
 */
async function erased(everybody) {
  await (everybody ? access.forgetEverything() : access.forgetPeople());
  await person.forget();
}

byId("show-lesson").onclick = showLesson;
byId("show-month").onclick = () => showMonth();
byId("show-report").onclick = showLatest;
byId("show-browsers").onclick = () => showBrowsers(server, forgotten);
byId("show-safety").onclick = (event) => {
  event.preventDefault();
  screens.show("safety");
};
byId("safety-ok").onclick = () => {
  const first = localStorage.getItem("safety") !== SAFETY_VERSION;
  localStorage.setItem("safety", SAFETY_VERSION);
  if (first) {
    showLesson();
  } else {
    screens.show("start");
  }
};
byId("problem-again").onclick = () => session.tryAgain();
byId("problem-back").onclick = () => session.leave();

// ---------------------------------------------------------------- language

selectById("language").onchange = async () => {
  const tag = selectById("language").value;
  localStorage.setItem("language", tag);
  await useLanguage(tag);
};

/** @param {string} tag */
async function useLanguage(tag) {
  await language.load(tag);
  language.fill(document.body);
  selectById("language").value = tag;
  labelMute();
  start.retranslate();
}

// ---------------------------------------------------------------- buttons and keys of a session

function labelMute() {
  byId("mute").textContent = words.text(sound.muted ? "live.unmute" : "live.mute");
  byId("mute").setAttribute("aria-pressed", String(sound.muted));
}

function toggleMute() {
  sound.mute(!sound.muted);
  voice.quiet();
  labelMute();
}

/** @param {KeyAction} key */
function act(key) {
  switch (key.action) {
    case "end-lesson":
      lesson.end();
      break;
    case "pain":
    case "pause":
    case "end":
      session.command(key.action);
      break;
    case "mute":
      toggleMute();
      break;
    case "leave":
      session.leave();
      break;
    case "next":
      session.next();
      break;
    case "rate":
      session.rate(key.level);
      break;
    case "none":
      break;
  }
}

byId("pain").onclick = () => session.command("pain");
byId("skip").onclick = () => session.next();
byId("next-set").onclick = () => session.next();
byId("finish").onclick = () => session.command("end");
byId("mute").onclick = toggleMute;
byId("leave").onclick = () => session.leave();
byId("full").onclick = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
byId("pain-scale").onclick = (event) => {
  const level = event.target instanceof HTMLElement ? event.target.dataset.level : undefined;
  if (level !== undefined) {
    session.rate(Number(level));
  }
};

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
  const context = { screen: screens.current, going: session.going, stage: live.stage, inField: Boolean(target?.closest("input, select, textarea, button, a")) };
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
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && session.going) {
    session.stayAwake();
  }
});

// ---------------------------------------------------------------- start

async function boot() {
  await useLanguage(language.preferred());
  const word = location.hash.slice(1);
  history.replaceState(null, "", "/"); // away from the link and its word
  const how = await (word ? access.pair(word) : access.enter());
  if (how === "in" && (await access.catchUp())) {
    location.reload(); // fields hold what was kept here
    return;
  }
  screens.show(localStorage.getItem("safety") === SAFETY_VERSION ? "start" : "safety");
  if (how === "out") {
    screens.problem("token");
  }
  session.connection.connect();
}

boot();
