// The live page: shows each message of the server.

import { announcement, cueLine, isAnnounced } from "./cue-line.js";
import { byId } from "./dom.js";
import { numerals, pauseSign, slowSign, unknownSign } from "./drawings.js";
import { showGesture } from "./gesture-ring.js";
import { showPlayback } from "./media-player.js";
import { HeldText, noticeOf } from "./notice.js";
import { RestPanel } from "./rest-panel.js";
import { SetPanel } from "./set-panel.js";
import { ALL_PANELS, isResting, panelOf } from "./stages.js";
import { showBaseline, showChecks, showHead, showProving } from "./step-panels.js";
import * as words from "./words.js";

/** @import { SessionState, Stage } from "./messages.js" */
/** @import { CueLine } from "./cue-line.js" */
/** @import { Sound } from "./sound.js" */
/** @import { Voice } from "./voice.js" */

/** No frame comes that could be judged: the image stands still. */
const STANDS_STILL = new Set(["lost", "frozen"]);

export class Live {
  /**
   * @param {Sound} sound
   * @param {Voice} voice
   */
  constructor(sound, voice) {
    this.sound = sound;
    this.voice = voice;
    /** @type {Stage | ""} */
    this.stage = "";
    this.cueKey = "";
    this.noticeKey = "";
    /** Whether the images come from the phone. */
    this.ofPhone = false;
    this.seconds = 0;
    this.checksKey = "";
    this.urgent = false;
    /** Whether the person paused the set. */
    this.asked = false;
    /** Whether the person shows the own range before the set. */
    this.raises = false;
    this.held = new HeldText();
    this.setPanel = new SetPanel();
    this.restPanel = new RestPanel();
    this.begin();
  }

  /** Begins another session. */
  begin() {
    this.stage = "";
    this.cueKey = "";
    this.showAsked(false);
    this.voice.lead.begin();
    this.setPanel.begin();
  }

  /**
   * Says what was chosen for the session.
   * @param {{ raises: boolean, decides: boolean, variant: string }} choice decides: whether proven verdicts decide what is clean
   */
  choose({ raises, decides, variant }) {
    this.raises = raises;
    this.restPanel.decides = decides;
    this.restPanel.variant = variant;
    Object.assign(this.voice.lead, { decides, variant });
  }

  /**
   * Shows a state of the session, but for what is drawn on the image.
   * @param {SessionState} state
   */
  show(state) {
    if (state.stage !== this.stage) {
      this.change(state.stage);
    }
    this.hear(state);
    this.showCue(cueLine(state));
    this.showNotice(state);
    showGesture(state);
    const standsStill = !isResting(state.stage) && STANDS_STILL.has(state.pause ?? "");
    byId("live").classList.toggle("paused", standsStill);
    this.showAsked(state.pause === "asked");
    this.showPanel(state);
  }

  /** @param {boolean} asked whether the person paused the set */
  showAsked(asked) {
    if (asked !== this.asked) {
      this.asked = asked;
      byId("live").classList.toggle("asked", asked);
      showPlayback(asked);
    }
  }

  /** @param {SessionState} state */
  showPanel(state) {
    switch (panelOf(state.stage)) {
      case "head":
        showHead(state);
        break;
      case "placement":
        this.showChecks(state);
        break;
      case "baseline":
        showBaseline(state.stage, state.progress ?? 0, this.raises);
        break;
      case "prove":
        if (state.proving) {
          showProving({ ...state, proving: state.proving });
        }
        break;
      case "countdown":
        this.showCountdown(Math.max(1, Math.ceil(state.secondsLeft)));
        break;
      case "set":
        this.showSet(state);
        break;
      default:
        this.setPanel.count = -1;
        this.restPanel.show(state);
    }
  }

  /** @param {Stage} stage */
  change(stage) {
    this.stage = stage;
    this.checksKey = "";
    this.seconds = 0;
    this.noticeKey = "-";
    this.setPanel.anew();
    this.restPanel.anew();
    window.scrollTo(0, 0);
    const resting = isResting(stage);
    const live = byId("live");
    live.dataset.stage = stage;
    live.classList.toggle("rest", resting);
    for (const panel of ALL_PANELS) {
      byId(`panel-${panel}`).hidden = panel !== panelOf(stage);
    }
    byId("summary").hidden = !resting;
    byId("skip").hidden = resting || stage === "set";
    if (resting) {
      this.sound.falling(false);
      byId("summary-title").focus({ preventScroll: true });
    }
  }

  // ---------------------------------------------------------------- what is heard

  /** @param {SessionState} state */
  hear(state) {
    const { beat, cue, phase, set, sounds, target } = state;
    this.voice.hear(state);
    if (sounds) {
      document.documentElement.dataset.heard = sounds.join(" "); // for whoever cannot hear it, such as a test
    }
    for (const name of sounds ?? []) {
      this.sound.play(name, { beat, left: set ? target - set.count : 0 });
    }
    const urgent = cue?.urgency === "descent" && phase === "eccentric";
    if (urgent !== this.urgent) {
      this.urgent = urgent;
      this.sound.falling(urgent);
    }
  }

  /** Nothing more is heard of what happened up to now. */
  quiet() {
    this.sound.falling(false);
    this.voice.quiet();
  }

  // ---------------------------------------------------------------- the one line

  /** @param {CueLine} line */
  showCue(line) {
    const key = JSON.stringify(line);
    if (key === this.cueKey) {
      return;
    }
    this.cueKey = key;
    const span = document.createElement("span");
    span.append(line.text);
    if (line.more) {
      const small = document.createElement("small");
      small.textContent = line.more;
      span.append(small);
    }
    const sign = line.kind === "fault" ? [slowSign()] : line.kind === "pause" ? [pauseSign()] : [];
    const cue = byId("cue");
    cue.className = `cue ${line.kind}`;
    cue.replaceChildren(...sign, span, ...(line.beat === undefined ? [] : [beats(line.beat)]));
    if (isAnnounced(line)) {
      this.announce(line);
    }
  }

  /**
   * Gives a line to screen readers.
   * @param {CueLine} line
   */
  announce(line) {
    byId(line.kind === "fault" || line.kind === "pause" ? "called" : "said").textContent = announcement(line);
  }

  /**
   * Shows a notice at the bottom left of the image, where hands never are.
   * @param {SessionState} state
   */
  showNotice(state) {
    const { text, unknown } = noticeOf(state, this.ofPhone);
    const shown = this.held.next(text, performance.now());
    if (shown === this.noticeKey) {
      return;
    }
    this.noticeKey = shown;
    const chip = document.createElement("span");
    chip.className = unknown ? "chip unknown" : "chip";
    chip.append(...(unknown ? [unknownSign()] : []), shown);
    byId("plates").replaceChildren(...(shown ? [chip] : []));
  }

  // ---------------------------------------------------------------- panels

  /** @param {SessionState} state */
  showChecks({ checks = [] }) {
    const key = JSON.stringify(checks);
    if (key !== this.checksKey) {
      this.checksKey = key;
      showChecks(checks);
    }
  }

  /** @param {number} seconds */
  showCountdown(seconds) {
    if (seconds !== this.seconds) {
      this.seconds = seconds;
      byId("countdown").replaceChildren(numerals(seconds));
    }
  }

  /** @param {SessionState} state */
  showSet(state) {
    if (state.set) {
      const grown = this.setPanel.show(state, state.set, this.urgent);
      if (grown) {
        byId("said").textContent = String(state.set.count);
      }
    }
  }
}

/**
 * The seconds of a lowering, with the one that runs.
 * @param {number} now from 1
 */
function beats(now) {
  const span = document.createElement("span");
  span.className = "beats";
  for (const beat of [1, 2, 3]) {
    const word = document.createElement("span");
    word.className = beat === now ? "on" : "rest";
    word.textContent = words.text(`beat.${beat}`);
    span.append(word);
  }
  return span;
}
