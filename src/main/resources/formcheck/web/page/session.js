// A session of this page: opens its source, sends frames, and shows what the server answers.

import { Connection } from "./connection.js";
import { byId, byIdAs } from "./dom.js";
import { FrameView } from "./frame-view.js";
import { ImageArea } from "./image-area.js";
import { forgetChoice, keepChoice, keptChoice } from "./kept-choice.js";
import { shareCamera } from "./shared-camera.js";
import { requestOf } from "./sources.js";
import * as words from "./words.js";

/** @import { CommandRequest, ClosedMessage, EngineMessage, PhoneMessage, ServerMessage, Source } from "./messages.js" */
/** @import { Access } from "./access.js" */
/** @import { FrameTimes } from "./delay-samples.js" */
/** @import { Delays } from "./delays.js" */
/** @import { Live } from "./live.js" */
/** @import { Overlay } from "./overlay.js" */
/** @import { Person } from "./person.js" */
/** @import { Screens } from "./screens.js" */
/** @import { SessionChoice } from "./sources.js" */
/** @import { StartPage } from "./start-page.js" */
/**
 * @typedef {object} SessionParts
 * @property {Access} access
 * @property {Delays} delays
 * @property {Live} live
 * @property {Overlay} overlay
 * @property {Person} person
 * @property {Screens} screens
 * @property {StartPage} start
 */

export class Session {
  /** @param {SessionParts} parts */
  constructor(parts) {
    this.parts = parts;
    /** Whether a session is under way. */
    this.going = false;
    /** Whether the pose model is loaded. */
    this.ready = false;
    /** Whether another page has the session. */
    this.taken = false;
    /** Whether this page has just asked for the session of another one. */
    this.takingOver = false;
    /** Whether the camera was open in this session. */
    this.seen = false;
    /** Whether the session of the server continues. */
    this.resume = false;
    /** @type {SessionChoice | null} */
    this.choice = null;
    /** @type {ArrayBuffer | null} The last frame of the browser's camera */
    this.lastImage = null;
    this.area = new ImageArea();
    this.view = new FrameView({
      area: this.area, delays: parts.delays, live: parts.live, overlay: parts.overlay, going: () => this.going, shape: () => this.camera.shape(),
    });
    this.connection = new Connection(parts.access, parts.screens, {
      message: (message, times) => (message.type === "phone" ? this.phone.hear(message) : this.hear(message, times)),
      image: (message) => (this.going ? this.view.images.keep(message) : this.phone.draw(message)),
      opened: () => {
        parts.start.load();
        parts.person.load();
      },
      lost: () => (this.ready = false),
    });
    this.stage = byIdAs("video", HTMLVideoElement);
    const { camera, phone, preview } = shareCamera(this);
    this.camera = camera;
    this.phone = phone;
    this.preview = preview;
  }

  // ---------------------------------------------------------------- its course

  /**
   * Begins a session, or continues one.
   * @param {SessionChoice} choice
   * @param {boolean} [resumed] whether the page was loaded again during a session
   */
  begin(choice, resumed = false) {
    const { live, screens } = this.parts;
    this.choice = choice;
    this.resume = resumed || this.going;
    if (!this.resume) {
      this.seen = false;
      live.begin();
    }
    this.going = true;
    this.preview.update();
    keepChoice(choice);
    this.view.images.clear();
    live.ofPhone = choice.kind === "phone";
    const own = choice.kind === "browser";
    this.area.begin(own);
    byId("plates").replaceChildren();
    byId("cue").textContent = words.text("live.waiting");
    screens.show("live");
    this.stayAwake();
    if (own) {
      this.openCamera(choice.deviceId);
    } else {
      this.camera.close();
      this.openSource(choice, requestOf(choice));
    }
  }

  /** @param {string} [deviceId] */
  async openCamera(deviceId) {
    await this.camera.showIn(this.stage);
    if (this.going) {
      await this.camera.open(deviceId);
    }
  }

  /**
   * Begins another session.
   * @param {SessionChoice | null} [choice] the same as before without it
   */
  beginAnother(choice = this.choice) {
    this.going = false;
    this.beginAgain(choice);
  }

  /** @param {SessionChoice | null} [choice] */
  beginAgain(choice = this.choice) {
    if (choice) {
      this.begin(choice);
    }
  }

  /**
   * @param {SessionChoice} choice
   * @param {Source} source
   */
  openSource({ variant, raises, head, prove }, source) {
    const person = this.parts.person.choice();
    this.connection.say({ type: "open", source, variant, raises, head, prove, resume: this.resume, person });
    this.parts.live.choose({ raises, decides: person.provenDecides, variant });
    this.resume = true;
  }

  /** @param {Source} source */
  cameraOpened(source) {
    this.seen = true;
    this.area.release();
    if (this.parts.screens.current === "problem") {
      this.parts.screens.show("live");
    }
    this.parts.start.nameCameras();
    if (this.choice) {
      this.openSource(this.choice, source);
    }
  }

  /** Tries again after a problem. */
  tryAgain() {
    if (this.parts.screens.kind === "taken") {
      this.takingOver = true;
      this.connection.say({ type: "take-over" });
    } else if (this.choice?.kind === "browser") {
      this.camera.request();
    } else {
      this.beginAgain();
    }
  }

  /** Goes on: to the next stage, or to another session after the end. */
  next() {
    const { stage } = this.parts.live;
    return stage === "done" ? this.beginAnother() : this.command(stage === "set" ? "end" : "next");
  }

  /** @param {CommandRequest["name"]} name */
  command(name) {
    this.connection.say({ type: "command", name });
  }

  /** @param {number} level of pain, 0 to 10 */
  rate(level) {
    this.connection.say({ type: "pain", level });
  }

  /**
   * Ends the session.
   * @param {boolean} [shows] whether the start page is shown
   */
  leave(shows = true) {
    const { live, overlay, screens } = this.parts;
    this.going = false;
    forgetChoice();
    screens.clearProblem();
    this.connection.say({ type: "close" });
    live.quiet();
    overlay.clear();
    this.area.clear();
    if (document.fullscreenElement) {
      document.exitFullscreen();
    }
    if (shows) {
      screens.show("start");
    }
  }

  /** Keeps the screen on. */
  stayAwake() {
    navigator.wakeLock?.request("screen").catch(() => {});
  }

  // ---------------------------------------------------------------- what the server says

  /**
   * @param {Exclude<ServerMessage, PhoneMessage>} message
   * @param {FrameTimes} [times] of the page's own frame that was judged
   */
  hear(message, times) {
    const { person, screens, start } = this.parts;
    switch (message.type) {
      case "hello":
        this.taken = false;
        screens.solved("taken");
        this.hello(message.going);
        break;
      case "taken":
        this.taken = true;
        this.preview.update();
        this.camera.close();
        screens.problem("taken");
        break;
      case "engine":
        this.engine(message);
        break;
      case "placement":
        this.preview.judged(message);
        break;
      case "opened":
        screens.solved("source");
        break;
      case "image-size":
        this.camera.longestSide = message.longestSide;
        break;
      case "closed":
        this.closed(message);
        break;
      case "kept":
        person.tell(message.problem);
        break;
      case "frame-failed":
        person.tell(words.text("live.frame-failed"));
        break;
      case "refused":
        this.leave();
        start.problem(message.problem);
        break;
      default:
        if (this.going) {
          this.view.show(message, times);
        }
    }
  }

  /**
   * Continues a session after the page was loaded again or has taken it over, or begins it again on a server that was started again.
   * @param {boolean} going whether the server has a session under way
   */
  hello(going) {
    const choice = keptChoice(this.takingOver) ?? (this.takingOver ? this.parts.start.choice() : null);
    this.takingOver = false;
    if (going && choice) {
      this.parts.live.begin();
      this.going = true;
      this.begin(choice, true);
    } else if (this.going) {
      this.beginAgain();
    } else {
      forgetChoice();
      this.preview.again();
    }
  }

  /** @param {EngineMessage} message */
  engine({ progress, ready, failure }) {
    this.ready = ready;
    this.preview.tell();
    this.parts.start.showLoading(ready, progress);
    document.documentElement.dataset.engine = ready ? "ready" : failure ? "failed" : "loading";
    if (failure) {
      this.parts.screens.problem("engine", { problem: failure });
    }
  }

  /** @param {ClosedMessage} message */
  closed({ problem, again }) {
    if (again) {
      this.parts.screens.problem("source", { problem: problem ?? "" });
    } else if (problem) {
      this.parts.screens.problem("video", { problem });
    }
  }
}
