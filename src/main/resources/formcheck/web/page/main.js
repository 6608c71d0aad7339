// Starts the page: its parts, the language, buttons and keys.

import { Access } from "./access.js";
import { BrowserHistory } from "./browser-history.js";
import { showBrowsers } from "./browsers.js";
import { Delays } from "./delays.js";
import { Demonstration } from "./demonstration.js";
import { byId, canvasById, inputById, selectById } from "./dom.js";
import { keepFocus } from "./focus-keeper.js";
import { Lesson } from "./lesson.js";
import { Live } from "./live.js";
import { MediaPlayer } from "./media-player.js";
import { Month } from "./month.js";
import { Overlay } from "./overlay.js";
import { listenToKeys } from "./page-keys.js";
import * as language from "./page-language.js";
import { Person } from "./person.js";
import { PrescriptionFile } from "./prescription.js";
import { pairPhone } from "./phone-panel.js";
import { linkWord, placeOf } from "./places.js";
import { remindFromNow } from "./reminders-here.js";
import { Report } from "./report.js";
import { Screens } from "./screens.js";
import { Server } from "./server.js";
import { Session } from "./session.js";
import { Sound } from "./sound.js";
import { StartPage } from "./start-page.js";
import { Voice } from "./voice.js";
import * as words from "./words.js";

/** @import { MonthAsked } from "./month.js" */
/** @import { Place } from "./places.js" */
/** @import { KeyAction } from "./session-keys.js" */

/** A notice of another version is shown again. */
const SAFETY_VERSION = "1";

const access = new Access();
const server = new Server(access);
const person = new Person(server, (name, known) => start.showWho(name, known));
const delays = new Delays(byId("delays"));
const sound = new Sound();
const overlay = new Overlay(canvasById("overlay"));
const screens = new Screens({
  shown,
  interrupted: () => live.quiet(),
});
const voice = new Voice(sound, () => inputById("speech").checked);
const live = new Live(sound, voice);
const demonstration = new Demonstration();
const lesson = new Lesson(() => screens.show("start"));
const start = new StartPage(server, {
  begin: (choice) => {
    sound.on = start.sound.checked;
    sound.voiced = start.speech.checked;
    sound.wake();
    voice.prepare();
    session.beginAnother(choice);
  },
  sourceChosen: () => session.preview.update(),
});
const session = new Session({ access, delays, live, overlay, person, screens, start });
const player = new MediaPlayer({ live, screens, session, act });
const report = new Report(byId("report"), server, {
  month: (said, deleted) => showMonth({ said, deleted }),
  start: () => screens.show("start"),
});
const month = new Month(byId("month"), server, { report: showReport, start: () => screens.show("start"), erased });

const places = new BrowserHistory(go);

// ---------------------------------------------------------------- screens

/** @param {string} screen */
function shown(screen) {
  if (screen === "start" || screen === "lesson" || screen === "live") {
    places.at({ screen });
  }
  if (screen === "live") {
    overlay.fit();
  }
  session.preview.update();
  player.play(screen === "live");
  if (screen === "start" && session.connection.open) {
    person.load(); // a session may have been done since
  }
}

/**
 * Shows a place that the person went back to, or whose address was opened. A session that was left is over.
 * @param {Place} place
 */
function go(place) {
  if (session.going && place.screen !== "live") {
    session.leave(place.screen === "start");
  }
  if (screens.current === "lesson") {
    lesson.stop();
  }
  if (screens.current === "problem" || screens.current === "safety") {
    places.at({ screen: "start" }, true);
  } else if (place.screen === "month") {
    showMonth({ month: place.month });
  } else if (place.screen === "report") {
    showReport(place.id);
  } else if (place.screen === "lesson") {
    showLesson();
  } else if (!session.going) {
    places.at({ screen: "start" }, true);
    screens.show("start");
  }
}

/** @param {string} id of the session */
function showReport(id) {
  places.at({ screen: "report", id });
  screens.show("report");
  report.open(id);
}

/** @param {MonthAsked} [asked] */
function showMonth(asked = {}) {
  report.close();
  places.at({ screen: "month", month: asked.month });
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

new PrescriptionFile(server, (name) => start.prescribed(() => person.choose(name)));
byId("show-lesson").onclick = showLesson;
byId("show-month").onclick = () => showMonth();
byId("show-report").onclick = showLatest;
byId("show-browsers").onclick = () => showBrowsers(server, forgotten);
byId("use-phone").onclick = () => pairPhone(server, session.phone, () => start.choosePhone());
byId("show-safety").onclick = (event) => {
  event.preventDefault();
  screens.show("safety");
};
byId("safety-ok").onclick = () => {
  const first = localStorage.getItem("safety") !== SAFETY_VERSION;
  localStorage.setItem("safety", SAFETY_VERSION);
  if (first && !person.hasExercised) {
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
    case "demonstration":
      demonstration.toggle();
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

keepFocus();
remindFromNow(server, () => session.going);
listenToKeys({ delays, live, screens, session, act });
document.addEventListener("visibilitychange", () => {
  session.preview.update();
  if (!document.hidden) {
    start.askCourse(); // the day may have changed
  }
  if (!document.hidden && session.going) {
    session.stayAwake();
  }
});

// ---------------------------------------------------------------- start

async function boot() {
  await useLanguage(language.preferred());
  const word = linkWord(location.hash);
  const byLink = Boolean(word) || location.pathname !== "/";
  const place = placeOf(location.hash);
  places.at(place, true); // away from the link and its word
  const how = await (word ? access.pair(word) : access.enter());
  if (how === "in" && (await access.catchUp())) {
    location.reload(); // fields hold what was kept here
    return;
  }
  if (localStorage.getItem("safety") !== SAFETY_VERSION) {
    screens.show("safety");
  } else {
    go(place);
  }
  if (how === "out") {
    screens.problem(byLink ? "link" : "token");
  }
  session.connection.connect();
}

boot();
