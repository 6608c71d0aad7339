// Starts the page: words, connection, screens, keys.

import * as words from "./words.js";
import { Camera } from "./camera.js";
import { showBrowsers } from "./browsers.js";
import { Delays } from "./delays.js";
import { Door } from "./door.js";
import { Feed } from "./feed.js";
import { Lesson } from "./lesson.js";
import { Kept } from "./kept.js";
import { Live } from "./live.js";
import { Month } from "./month.js";
import { Overlay } from "./overlay.js";
import { Person } from "./person.js";
import { Report } from "./report.js";
import { Sound, localVoice, speak } from "./sound.js";

const $ = (id) => document.getElementById(id);
const SCREENS = ["safety", "start", "lesson", "live", "report", "month", "problem"];
const SAFETY_VERSION = "1";

const state = {
  screen: "",
  ready: false,
  failure: "",
  taken: false,
  going: false, // this page has a session under way
  choice: null,
  choices: { variants: [], cameras: [], samples: [] },
  pictures: new Map(),
  shownFrame: null,
};

const sound = new Sound();
const overlay = new Overlay($("overlay"));
const door = new Door();
const kept = new Kept(door);
const person = new Person(kept);
const delays = new Delays($("delays"));
const speech = () => ($("speech").checked && localVoice(words.current()) ? (text, urgent) => speak(text, words.current(), urgent) : null);
const live = new Live({ sound, overlay, speech });
const lesson = new Lesson($("lesson"), () => show("start"));
const report = new Report($("report"), kept, { month: (said, deleted) => showMonth({ said, deleted }), start: () => show("start") });
const month = new Month($("month"), kept, { report: (id) => showReport(id), start: () => show("start"), erased });
const camera = new Camera($("video"), {
  // The last picture stays, so that the person sees that it stands still.
  lost: async () => {
    if (state.lastPicture) {
      const bitmap = await createImageBitmap(new Blob([state.lastPicture], { type: "image/jpeg" }));
      const canvas = $("shown");
      Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
      canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
      canvas.hidden = !camera.lostNow;
    }
  },
  opened: (source) => {
    state.seen = true;
    $("shown").hidden = true;
    if (state.screen === "problem") {
      show("live");
    }
    rememberCameras();
    openSource({ kind: "browser", ...source });
  },
  picture: (jpeg, times) => {
    state.lastPicture = jpeg;
    feed?.offer(jpeg, times);
  },
  // A camera that goes in the middle of a session is missed in one line; the set stays in view.
  problem: (kind) => (state.seen && kind !== "denied" ? null : problem(kind)),
  wanted: () => state.ready && state.going && !state.taken && feed?.open,
});
let feed = null;

// ---------------------------------------------------------------- screens

function show(screen) {
  state.screen = screen;
  for (const name of SCREENS) {
    $(name).hidden = name !== screen;
  }
  document.body.dataset.screen = screen;
  window.scrollTo(0, 0);
  if (screen === "live") {
    overlay.fit();
  }
}

function showReport(id) {
  show("report");
  report.open(id);
}

function showMonth(asked = {}) {
  report.close();
  show("month");
  month.open(asked);
}

/** The session that has just ended. */
async function showLatest() {
  const [id] = await kept.json("/api/latest").catch(() => []);
  leave();
  if (id) {
    showReport(id);
  } else {
    showMonth();
  }
}

function problem(kind, values = {}) {
  if (state.screen !== "problem") {
    state.behind = state.screen;
  }
  state.problem = kind;
  $("problem-title").textContent = words.text(`problem.${kind}.title`);
  $("problem-words").textContent = words.text(`problem.${kind}.words`, values);
  $("problem-todo").replaceChildren(...words.list(`problem.${kind}.todo`).map((text) => {
    const item = document.createElement("li");
    const span = document.createElement("span");
    span.textContent = text;
    item.append(span);
    return item;
  }));
  const again = $("problem-again");
  again.hidden = ["gone", "token", "forgotten", "insecure", "engine", "video"].includes(kind);
  again.textContent = words.text(words.has(`problem.${kind}.again`) ? `problem.${kind}.again` : "problem.again");
  $("problem-back").hidden = ["gone", "token", "forgotten", "taken", "engine", "insecure"].includes(kind);
  document.documentElement.dataset.problem = kind;
  sound.falling(false);
  if (state.screen !== "problem") {
    show("problem");
    $("problem-title").focus({ preventScroll: true });
  }
}

function solved(...kinds) {
  if (state.screen === "problem" && kinds.includes(state.problem)) {
    delete document.documentElement.dataset.problem;
    show(state.behind && state.behind !== "problem" ? state.behind : "start");
  }
}

$("problem-again").onclick = () => {
  if (state.problem === "taken") {
    feed.say({ type: "take-over" });
  } else if (state.choice?.kind === "browser") {
    camera.request();
  } else {
    begin(state.choice);
  }
};
$("problem-back").onclick = () => leave();

// ---------------------------------------------------------------- connection

function connect() {
  feed = new Feed(door, { message: hear, picture: seen, state: connected });
}

function connected(how) {
  if (how === "open") {
    clearTimeout(state.gone);
    state.gone = 0;
    solved("gone", "token", "forgotten");
    loadChoices();
    person.load();
  } else if (!(state.screen === "problem" && state.problem === "forgotten")) {
    state.ready = false;
    if (how === "gone") {
      // A connection that only stumbled is back before anybody has to read about it.
      state.gone ||= setTimeout(() => problem("gone"), 1500);
    } else if (!(state.screen === "problem" && state.problem === "token")) {
      clearTimeout(state.gone);
      state.gone = 0;
      problem("token");
    }
  }
}

function hear(message) {
  switch (message.type) {
    case "hello":
      state.taken = false;
      solved("taken");
      hello(message.going);
      break;
    case "taken":
      state.taken = true;
      camera.close();
      problem("taken");
      break;
    case "engine":
      engine(message);
      break;
    case "opened":
      solved("source");
      break;
    case "closed":
      closed(message);
      break;
    case "kept":
      person.tell(message.problem);
      break;
    case "stumbled":
      person.tell(words.text("live.stumbled"));
      break;
    case "refused":
      leave();
      startProblem(message.problem);
      break;
    case "state":
    case "frame":
      if (state.going) {
        judged(message);
      }
      break;
  }
}

/** A page that was loaded anew in the middle of a session goes on with it. */
function hello(going) {
  const choice = JSON.parse(sessionStorage.getItem("going") ?? "null");
  if (going && choice && choice.kind !== "upload") {
    live.begin();
    state.going = true;
    begin(choice, true);
  } else if (state.going) {
    begin(state.choice); // the server is a new one, and knows of no session
  } else {
    sessionStorage.removeItem("going");
  }
}

function engine({ progress, ready, failure }) {
  state.ready = ready;
  $("engine").hidden = ready;
  $("engine-words").textContent = words.text("start.loading", { percent: Math.round(100 * progress) });
  $("engine-bar").style.setProperty("--done", `${100 * progress}%`);
  document.documentElement.dataset.engine = ready ? "ready" : failure ? "failed" : "loading";
  if (failure) {
    problem("engine", { problem: failure });
  }
}

function closed({ problem: what, again }) {
  if (again) {
    problem("source", { problem: what ?? "" });
  } else if (what) {
    problem("video", { problem: what });
  }
}

// ---------------------------------------------------------------- what was judged

let waiting = null;

function judged(message) {
  if (message.type === "frame") {
    if (waiting?.sounds) {
      message.sounds = [...waiting.sounds, ...(message.sounds ?? [])];
    }
    const first = !waiting;
    waiting = message;
    if (first) {
      requestAnimationFrame(() => {
        const newest = waiting;
        waiting = null;
        if (newest) {
          draw(newest);
        }
      });
    }
  } else {
    if (waiting) { // an older one: what is shown does not go back to it
      message.sounds = [...(waiting.sounds ?? []), ...(message.sounds ?? [])];
      waiting = null;
    }
    live.show(message);
    if (message.pause === "lost") {
      overlay.clear();
    }
  }
}

function draw(message) {
  if (!state.going) {
    return;
  }
  live.show(message);
  const jpeg = state.pictures.get(message.frame);
  if (jpeg) {
    for (const frame of state.pictures.keys()) {
      if (frame <= message.frame) {
        state.pictures.delete(frame);
      }
    }
    picture(jpeg, message);
  } else {
    overlay.draw({ ...message, shown: camera.shape() });
  }
  if (message.times && message.server) {
    delays.add(message.times, message.server, performance.now());
  }
}

/** A picture that FormCheck took itself: shown together with its result. */
function seen(buffer) {
  const frame = new DataView(buffer).getUint32(0);
  state.pictures.set(frame, new Blob([buffer.slice(4)], { type: "image/jpeg" }));
  if (state.pictures.size > 8) {
    state.pictures.delete(state.pictures.keys().next().value);
  }
}

async function picture(jpeg, message) {
  try {
    const bitmap = await createImageBitmap(jpeg);
    const canvas = $("shown");
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
    }
    canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
    bitmap.close();
    overlay.draw(message);
  } catch {
    overlay.draw(message);
  }
}

// ---------------------------------------------------------------- start

async function loadChoices() {
  try {
    state.choices = await kept.json("/api/choices");
    offer();
  } catch {
    offer();
  }
}

function option(value, label) {
  const entry = document.createElement("option");
  entry.value = value;
  entry.textContent = label;
  return entry;
}

async function offer() {
  const chosen = localStorage.getItem("variant") ?? state.choices.variants[0];
  $("variants").replaceChildren(...state.choices.variants.map((id) => {
    const label = document.createElement("label");
    label.className = "opt";
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "variant", value: id, checked: id === chosen });
    const span = document.createElement("span");
    span.textContent = words.has(`variant.${id}`) ? words.text(`variant.${id}`) : id;
    label.append(input, span);
    return label;
  }));
  if (!document.querySelector("input[name=variant]:checked")) {
    document.querySelector("input[name=variant]")?.click();
  }
  const select = $("source");
  const browser = await Camera.list().catch(() => []);
  const entries = browser.filter((device) => device.label).map((device) => option(`browser:${device.deviceId}`, device.label));
  if (!entries.length) {
    entries.push(option("browser:", words.text("source.browser")));
  }
  for (const { name, device } of state.choices.cameras) {
    entries.push(option(`camera:${device}`, words.text("source.camera", { name })));
  }
  for (const name of state.choices.samples) {
    entries.push(option(`sample:${name}`, words.text("source.sample", { name })));
  }
  entries.push(option("upload:", words.text("source.upload")), option("address:", words.text("source.address")));
  select.replaceChildren(...entries);
  const before = localStorage.getItem("source");
  if (before && entries.some((entry) => entry.value === before)) {
    select.value = before;
  }
  rows();
  $("go").disabled = false;
  document.documentElement.dataset.choices = "ready";
}

function rememberCameras() {
  if ($("source").options.length && ![...$("source").options].some((entry) => /^browser:./.test(entry.value))) {
    offer();
  }
}

function rows() {
  const kind = $("source").value.split(":")[0];
  $("upload-row").hidden = kind !== "upload";
  $("address-row").hidden = kind !== "address";
}

function startProblem(text) {
  $("start-problem").textContent = text;
  $("start-problem").hidden = !text;
}

async function upload(file) {
  startProblem("");
  $("go").disabled = true;
  $("go").textContent = words.text("start.uploading");
  try {
    await kept.ask("/api/upload", { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } });
    return true;
  } catch (e) {
    startProblem(e instanceof TypeError ? words.text("problem.gone.title") : e.message); // the first is the browser's own: nobody answers
    return false;
  } finally {
    $("go").disabled = false;
    $("go").textContent = words.text("start.go");
  }
}

$("raises").checked = localStorage.getItem("raises") !== "false";

$("setup").onsubmit = async (event) => {
  event.preventDefault();
  const [, kind, rest] = $("source").value.match(/^(\w+):(.*)$/s);
  const variant = document.querySelector("input[name=variant]:checked")?.value ?? "";
  const choice = { kind, variant, raises: $("raises").checked, head: $("head").checked, prove: $("prove").checked };
  if (kind === "upload") {
    const file = $("upload").files[0];
    if (!file) {
      startProblem(words.text("start.no-file"));
      return;
    }
    if (!(await upload(file))) {
      return;
    }
  } else if (kind === "address") {
    choice.address = $("address").value.trim();
    if (!choice.address) {
      startProblem(words.text("start.no-address"));
      return;
    }
  } else if (kind === "browser") {
    choice.deviceId = rest;
  } else if (kind === "camera") {
    choice.device = rest;
  } else {
    choice.name = rest;
  }
  startProblem("");
  localStorage.setItem("variant", variant);
  localStorage.setItem("raises", String($("raises").checked));
  localStorage.setItem("source", $("source").value);
  localStorage.setItem("sound", String($("sound").checked));
  localStorage.setItem("speech", String($("speech").checked));
  sound.on = $("sound").checked;
  sound.wake();
  state.going = false;
  begin(choice);
};

function begin(choice, resumed = false) {
  state.choice = choice;
  state.resume = resumed || state.going;
  if (!state.resume) {
    state.seen = false;
    live.begin();
  }
  state.going = true;
  sessionStorage.setItem("going", JSON.stringify(choice));
  state.pictures.clear();
  const own = choice.kind === "browser";
  $("video").hidden = !own;
  $("shown").hidden = own;
  $("plates").replaceChildren();
  $("cue").textContent = words.text("live.waiting");
  show("live");
  navigator.wakeLock?.request("screen").catch(() => {});
  if (own) {
    camera.open(choice.deviceId);
  } else {
    camera.close();
    openSource(choice);
  }
}

function openSource(source) {
  const who = person.choice();
  feed.say({ type: "open", source, variant: state.choice.variant, raises: state.choice.raises, head: state.choice.head, prove: state.choice.prove, resume: state.resume, person: who });
  live.raises = state.choice.raises;
  live.decides = who.provenDecides;
  live.variant = state.choice.variant;
  state.resume = true;
}

function leave() {
  state.going = false;
  sessionStorage.removeItem("going");
  delete document.documentElement.dataset.problem;
  camera.close();
  feed?.say({ type: "close" });
  sound.falling(false);
  overlay.clear();
  $("shown").getContext("2d").clearRect(0, 0, $("shown").width, $("shown").height);
  if (document.fullscreenElement) {
    document.exitFullscreen();
  }
  show("start");
}

/** This browser is not known any more, and keeps nothing. */
async function forgotten() {
  await door.forgetEverything();
  door.token = "";
  problem("forgotten");
}

/** Somebody was erased; with the last one the browser itself is forgotten. */
async function erased(everybody) {
  await (everybody ? door.forgetEverything() : door.forgetPeople());
  await person.forget();
}

$("source").onchange = rows;
// Somebody who is led through postures looks at the screen less: what is to be done is said aloud, too.
$("prove").onchange = () => {
  if ($("prove").checked && !$("speech-option").hidden) {
    $("speech").checked = true;
  }
};
$("show-lesson").onclick = () => {
  show("lesson");
  lesson.start();
};
$("show-month").onclick = () => showMonth();
$("show-report").onclick = showLatest;
$("show-browsers").onclick = () => showBrowsers(kept, forgotten);
$("show-safety").onclick = (event) => {
  event.preventDefault();
  show("safety");
};
$("safety-ok").onclick = () => {
  const first = localStorage.getItem("safety") !== SAFETY_VERSION;
  localStorage.setItem("safety", SAFETY_VERSION);
  if (first) {
    show("lesson");
    lesson.start();
  } else {
    show("start");
  }
};
$("language").onchange = async () => {
  localStorage.setItem("language", $("language").value);
  await speakLanguage($("language").value);
};

async function speakLanguage(tag) {
  await words.load(tag);
  words.fill(document.body);
  $("language").value = tag;
  $("speech-option").hidden = !localVoice(tag);
  muteLabel();
  if (state.choices.variants.length) {
    offer();
  }
}

// ---------------------------------------------------------------- keys and buttons of a session

const command = (name) => feed.say({ type: "command", name });

function muteLabel() {
  $("mute").textContent = words.text(sound.muted ? "live.unmute" : "live.mute");
  $("mute").setAttribute("aria-pressed", String(sound.muted));
}

function toggleMute() {
  sound.mute(!sound.muted);
  muteLabel();
}

function next() {
  if (live.stage === "done") {
    state.going = false;
    begin(state.choice);
  } else {
    command(live.stage === "set" ? "end" : "next");
  }
}

$("pain").onclick = () => command("pain");
$("skip").onclick = next;
$("next-set").onclick = next;
$("finish").onclick = () => command("end");
$("mute").onclick = toggleMute;
$("leave").onclick = leave;
$("full").onclick = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
$("pain-scale").onclick = (event) => {
  const level = event.target.dataset?.level;
  if (level !== undefined) {
    feed.say({ type: "pain", level: Number(level) });
  }
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
    return;
  }
  const key = event.key.toLowerCase();
  const field = event.target.closest?.("input, select, textarea, button, a");
  if (key === "d" && !event.target.closest?.("input[type=text], select")) {
    delays.toggle();
    return;
  }
  if (state.screen === "lesson" && key === "escape") {
    lesson.end();
    return;
  }
  if (state.screen !== "live" || !state.going) {
    return;
  }
  $("live").classList.add("awake");
  clearTimeout(state.awake);
  state.awake = setTimeout(() => $("live").classList.remove("awake"), 4000);
  if (key === "p") {
    command("pain");
  } else if (key === "m") {
    toggleMute();
  } else if (key === "escape") {
    live.stage === "set" ? command("end") : leave();
  } else if ((key === " " || key === "enter" || key === "n") && !(field && key !== "n")) {
    event.preventDefault();
    next();
  } else if (/^[0-9]$/.test(key) && ["rest", "pain", "done"].includes(live.stage)) {
    feed.say({ type: "pain", level: Number(key) });
  }
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && state.going) {
    navigator.wakeLock?.request("screen").catch(() => {});
  }
});

// ---------------------------------------------------------------- go

async function boot() {
  await speakLanguage(words.preferred());
  $("sound").checked = localStorage.getItem("sound") !== "false";
  $("speech").checked = localStorage.getItem("speech") === "true";
  window.speechSynthesis?.addEventListener?.("voiceschanged", () => {
    $("speech-option").hidden = !localVoice(words.current());
  });
  const word = location.hash.slice(1);
  history.replaceState(null, "", "/"); // away from the link and its word
  const how = await (word ? door.pair(word) : door.enter());
  if (how === "in" && (await door.catchUp())) {
    location.reload(); // what was kept here stands in fields already
    return;
  }
  show(localStorage.getItem("safety") === SAFETY_VERSION ? "start" : "safety");
  if (how === "out") {
    problem("token");
  }
  connect();
}

boot();
