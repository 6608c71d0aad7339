// The page of the phone: opens its camera and sends the frames that the computer wants.

import { Camera } from "./camera.js";
import { phoneWish } from "./camera-wish.js";
import { buttonById, byId, byIdAs } from "./dom.js";
import { PhoneFeed } from "./phone-feed.js";
import { SLOW_SIDE } from "./phone-queue.js";
import { facing, keepFacing, language } from "./phone-settings.js";
import * as words from "./words.js";

/** @import { FeedState } from "./phone-feed.js" */

/** Problems of the camera that there are words for. */
const PROBLEMS = new Set(["denied", "missing", "busy", "insecure"]);

let wanted = false;
let longestSide = 0;
let running = false;
let problem = "";
/** Shape of the frames that the computer knows. */
let shape = "";
/** @type {FeedState | ""} */
let state = "";
/** @type {{ release: () => Promise<void> } | null} Keeps the screen on */
let awake = null;

const feed = new PhoneFeed({
  state: (now) => {
    state = now;
    shape = "";
    if (now === "open") {
      tellCamera();
    }
    if (now === "forgotten" || now === "elsewhere") {
      rest();
    }
    show();
  },
  wish: (on, side) => {
    longestSide = side;
    if (on !== wanted) {
      wanted = on;
      show();
    }
  },
});

const camera = new Camera(byIdAs("camera", HTMLVideoElement), {
  opened: () => {
    problem = "";
    shape = "";
    tellCamera();
    show();
  },
  frame: (jpeg, { taken }) => feed.queue.offer({ jpeg, taken }),
  problem: (kind) => {
    problem = kind;
    show();
  },
  lost: () => feed.cameraOff(),
  wanted: () => {
    camera.longestSide = feed.queue.slow ? Math.min(SLOW_SIDE, longestSide) : longestSide;
    tellCamera();
    return wanted && feed.open && feed.queue.free;
  },
}, phoneWish);

/** Tells the computer of the camera, where it is open and is not known in this shape. */
function tellCamera() {
  const now = camera.shape();
  const named = now ? `${now.width}x${now.height}` : "";
  if (named && named !== shape && feed.open && camera.stream) {
    shape = named;
    const { name } = camera.source();
    feed.camera({ name, ...sizeOf(now ?? { width: 0, height: 0 }) });
  }
}

/** @param {{ width: number, height: number }} of the camera as the phone is held */
function sizeOf({ width, height }) {
  const scale = Math.min(1, 1280 / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

// ---------------------------------------------------------------- what is shown

function show() {
  const key = problem ? `phone.problem.${PROBLEMS.has(problem) ? problem : "failed"}` : `phone.state.${stateShown()}`;
  byId("state").textContent = words.text(key);
  byId("more").textContent = words.has(`${key}.more`) ? words.text(`${key}.more`) : "";
  document.documentElement.dataset.state = problem || stateShown();
  byId("facing").hidden = !running;
  byId("facing").textContent = words.text(facing() === "user" ? "phone.rear" : "phone.front");
  byId("stop").hidden = state === "code" || state === "forgotten";
  byId("stop").textContent = words.text(running ? "phone.stop" : "phone.start");
}

function stateShown() {
  if (!running && (state === "" || state === "open" || state === "gone")) {
    return state === "" ? "waiting" : "stopped";
  }
  return state === "open" && wanted ? "sending" : state || "waiting";
}

// ---------------------------------------------------------------- what is done

/** @param {string} [code] of the pairing */
async function run(code = "") {
  running = true;
  state = "";
  problem = "";
  show();
  await feed.start(code);
  if (running && feed.on) {
    stayAwake();
    camera.open(facing());
  }
}

/** Sends nothing more. */
function rest() {
  running = false;
  camera.close();
  awake?.release().catch(() => {});
  awake = null;
}

async function stayAwake() {
  try {
    awake = (await navigator.wakeLock?.request("screen")) ?? null;
  } catch {
    awake = null; // the battery is low, or the page is hidden
  }
}

buttonById("stop").onclick = () => {
  if (running) {
    rest();
    feed.stop();
    state = "gone";
    wanted = false;
    show();
  } else {
    run();
  }
};

buttonById("facing").onclick = () => {
  keepFacing(facing() === "user" ? "environment" : "user");
  feed.cameraOff();
  camera.open(facing());
  show();
};

// A phone whose screen was off has lost its camera, its connection and its wake lock, or some of them.
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !running) {
    return;
  }
  stayAwake();
  const [track] = camera.stream?.getVideoTracks() ?? [];
  if (!track || track.readyState === "ended") {
    camera.close();
    camera.open(facing());
  }
  if (!feed.open) {
    feed.enter();
  }
});

async function boot() {
  const tag = language();
  words.use(tag, await (await fetch(`/texts/phone-${tag}.json`)).json());
  document.documentElement.lang = tag;
  byId("private").textContent = words.text("phone.private");
  const code = location.hash.slice(1);
  history.replaceState(null, "", "/"); // the code is in no history and no screenshot
  await run(code);
  if (state === "code") {
    rest();
    show();
  }
}

boot();
