// What the voice says and when: the cue, counts, the seconds of a lowering, what is left, the rest and the summary. It leads through
// a set without the screen. Every word is one that the page shows, or a text of its own ("voice.…").

import { cueLine, isAnnounced } from "./cue-line.js";
import { summaryView } from "./set-summary.js";
import { isResting, panelOf } from "./stages.js";
import * as words from "./words.js";

/** @import { SessionState, Stage } from "./messages.js" */
/**
 * What a line is about, see voice-queue.js.
 * @typedef {"fault" | "pause" | "count" | "cue" | "left" | "remark" | "stage" | "beat"} LineKind
 */
/** @typedef {{ kind: LineKind, text: string }} SpokenLine */
/**
 * @typedef {object} Said
 * @property {boolean} overtaken whether what is being said, and what waits, is about something that is over
 * @property {SpokenLine[]} lines in the order in which they happened
 */

/** The placement's advice and a pause are said once they have lasted this long: both may flicker. Milliseconds. */
const LASTING = 500;
/** The same cue is said again only after this time, milliseconds. */
const AGAIN = 6000;
/** Advice that is not followed is repeated after this time, milliseconds. */
const REMINDER = 15000;
/** What is left is said for so many repetitions before the target. */
const LAST = 3;

export class VoiceLead {
  constructor() {
    this.variant = "";
    /** Whether proven verdicts decide what is clean. */
    this.decides = false;
    /** @type {Stage | ""} */
    this.stage = "";
    /** What was heard last of the count, the seconds and the arms. */
    this.count = 0;
    this.beat = 0;
    this.phase = "";
    this.seconds = 0;
    this.remark = "";
    this.cue = new Lasting();
    this.pause = new Lasting();
    this.saidCue = "";
    this.saidCueAt = -Infinity;
    this.saidPause = "";
  }

  /** Begins another session. */
  begin() {
    this.stage = "";
    this.remark = "";
    this.saidCue = "";
    this.saidPause = "";
  }

  /**
   * Returns what to say of a state of the session.
   * @param {SessionState} state
   * @param {number} now milliseconds
   * @returns {Said}
   */
  hear(state, now) {
    const entered = state.stage !== this.stage;
    const lines = entered ? this.enter(state) : [];
    const overtaken = entered && this.stage !== "";
    this.stage = state.stage;
    const pause = this.hearPause(state, now);
    lines.push(...pause, ...this.hearCount(state), ...this.hearCue(state, now), ...this.hearRemark(state), ...this.hearRest(state));
    if (!state.pause) {
      lines.push(...this.hearMovement(state));
    }
    return { overtaken: overtaken || pause.some(({ kind }) => kind === "pause"), lines };
  }

  /**
   * @param {SessionState} state at the beginning of a stage
   * @returns {SpokenLine[]}
   */
  enter(state) {
    const { stage, set } = state;
    const reloaded = !this.stage;
    const rested = Boolean(this.stage) && isResting(/** @type {Stage} */ (this.stage));
    this.seconds = 0;
    this.beat = 0;
    this.phase = "";
    switch (panelOf(stage)) {
      case "countdown":
        this.seconds = Math.ceil(state.secondsLeft);
        return [line("stage", words.text("countdown.cue"))];
      case "set":
        this.count = reloaded ? set?.count ?? 0 : 0;
        return this.count ? [] : [line("stage", `${words.text("voice.go")} ${words.text("phase.rest")}`)];
      case "rest":
        return [line("stage", [...(rested ? painWords(state) : summaryWords(state, this.decides)), this.endWords(state)].filter(Boolean).join(" "))];
      default:
        return [];
    }
  }

  /** @param {SessionState} state */
  endWords({ stage }) {
    const putDown = words.has(`rest.put-down.${this.variant}`) ? `rest.put-down.${this.variant}` : "rest.put-down";
    return stage === "rest" ? words.text(putDown) : stage === "done" ? words.text("done.title") : "";
  }

  /**
   * @param {SessionState} state
   * @param {number} now milliseconds
   * @returns {SpokenLine[]}
   */
  hearPause({ pause = "", stage }, now) {
    const lasted = this.pause.lasted(stage === "placement" ? "" : pause, now, LASTING);
    if (lasted === this.saidPause || (!lasted && pause)) {
      return [];
    }
    this.saidPause = lasted;
    if (lasted) {
      return words.has(`pause.${lasted}`) ? [line("pause", words.text(`pause.${lasted}`))] : [];
    }
    return stage === "set" ? [line("stage", words.text("voice.go-on"))] : [];
  }

  /**
   * @param {SessionState} state
   * @returns {SpokenLine[]}
   */
  hearCount({ set, stage, target }) {
    if (stage !== "set" || !set || set.count <= this.count) {
      return [];
    }
    this.count = set.count;
    const left = target - set.count;
    const lines = [line("count", String(set.count))];
    if (left === 0) {
      lines.push(line("left", words.text("voice.goal")));
    } else if (left > 0 && left <= LAST) {
      lines.push(line("left", words.text(`voice.to-go-${left}`)));
    }
    return lines;
  }

  /**
   * @param {SessionState} state
   * @param {number} now milliseconds
   * @returns {SpokenLine[]}
   */
  hearCue(state, now) {
    const shown = cueLine(state);
    const fault = shown.kind === "fault";
    const text = !isAnnounced(shown) || shown.kind === "pause" ? "" : shown.more && !fault ? `${shown.text}. ${shown.more}` : shown.text;
    const lasted = this.cue.lasted(text, now, state.stage === "placement" ? LASTING : 0);
    const since = now - this.saidCueAt;
    if (!lasted || (this.cue.said && (shown.kind !== "advice" || since < REMINDER))) {
      return [];
    }
    this.cue.said = true;
    if (!fault && lasted === this.saidCue && since < AGAIN) {
      return [];
    }
    this.saidCue = lasted;
    this.saidCueAt = now;
    return [line(fault ? "fault" : "cue", lasted)];
  }

  /**
   * @param {SessionState} state
   * @returns {SpokenLine[]}
   */
  hearRemark({ remark = "" }) {
    if (remark === this.remark) {
      return [];
    }
    this.remark = remark;
    return remark ? [line("remark", words.text(`remark.${remark}`))] : [];
  }

  /**
   * @param {SessionState} state
   * @returns {SpokenLine[]}
   */
  hearRest({ sounds = [] }) {
    return sounds.flatMap((sound) => (sound === "rest-soon" || sound === "rest-over" ? [line("stage", words.text(`voice.${sound}`))] : []));
  }

  /**
   * Says what the arms do now: the seconds of a lowering, what to do at the top of the first repetition, the end of a countdown.
   * @param {SessionState} state
   * @returns {SpokenLine[]}
   */
  hearMovement({ beat, cue, phase, secondsLeft, set, stage }) {
    const lines = [];
    const seconds = stage === "countdown" ? Math.ceil(secondsLeft) : 0;
    if (seconds && seconds !== this.seconds) {
      lines.push(line("beat", String(seconds)));
    }
    if (stage === "set" && phase === "hold" && this.phase !== "hold" && !set?.count) {
      lines.push(line("beat", words.text("phase.hold")));
    }
    if (stage === "set" && beat && beat !== this.beat && cue?.urgency !== "descent") {
      lines.push(line("beat", words.text(beat === 1 ? "phase.eccentric" : `beat.${beat}`)));
    }
    this.seconds = seconds;
    this.phase = phase;
    this.beat = beat;
    return lines;
  }
}

/** A text, and since when it is the same. */
class Lasting {
  constructor() {
    this.text = "";
    this.since = 0;
    /** Whether it was said, or needs no saying. */
    this.said = false;
  }

  /**
   * Returns the text once it has lasted, else "".
   * @param {string} text
   * @param {number} now milliseconds
   * @param {number} least milliseconds
   */
  lasted(text, now, least) {
    if (text !== this.text) {
      this.text = text;
      this.since = now;
      this.said = false;
    }
    return now - this.since >= least ? text : "";
  }
}

/**
 * @param {SessionState} state at the end of a set
 * @param {boolean} decides
 */
function summaryWords(state, decides) {
  const { title, advice } = summaryView(state, decides);
  return [...title, advice];
}

/** @param {SessionState} state after a rest */
function painWords({ stage }) {
  return stage === "pain" ? [words.text("pain.title"), words.text("pain.words")] : [];
}

/**
 * @param {LineKind} kind
 * @param {string} text
 * @returns {SpokenLine}
 */
function line(kind, text) {
  return { kind, text };
}
