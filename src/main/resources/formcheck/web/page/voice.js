// The voice: speaks what the lead says, with a voice of this machine, else with the recordings that FormCheck ships.

import { PromptSpeaker } from "./prompts.js";
import { VoiceLead } from "./voice-lead.js";
import { VoiceQueue } from "./voice-queue.js";
import * as words from "./words.js";

/** @import { SessionState } from "./messages.js" */
/** @import { Sound } from "./sound.js" */
/** @import { SpokenLine } from "./voice-lead.js" */

/** Some browsers never say that a voice has finished: it is taken to be finished after these milliseconds, and these for each letter. */
const LONGEST = { line: 3000, letter: 120 };
const RATE = 1.1;

export class Voice {
  /**
   * @param {Sound} sound
   * @param {() => boolean} chosen whether a voice is wanted
   */
  constructor(sound, chosen) {
    this.sound = sound;
    this.chosen = chosen;
    this.lead = new VoiceLead();
    this.queue = new VoiceQueue();
    this.prompts = new PromptSpeaker(sound);
    /** Changes with each line. */
    this.turn = 0;
  }

  /** Loads what is needed to speak. Called when a session begins. */
  prepare() {
    if (this.chosen() && !localVoice(words.current())) {
      this.prompts.load(words.current());
    }
  }

  /**
   * Says what is to be said of a state of the session.
   * @param {SessionState} state
   */
  hear(state) {
    const now = performance.now();
    const { overtaken, lines } = this.lead.hear(state, now);
    if (overtaken) {
      this.quiet();
    }
    if (!this.chosen() || this.sound.muted) {
      return;
    }
    for (const line of lines) {
      const next = this.queue.offer(line, now);
      if (next) {
        this.stop();
        this.speak(next);
      }
    }
  }

  /** Says nothing more of what happened up to now. */
  quiet() {
    this.queue.clear();
    this.stop();
  }

  stop() {
    this.turn++;
    window.speechSynthesis?.cancel();
    this.prompts.stop();
  }

  /** @param {SpokenLine} line */
  speak({ kind, text }) {
    const turn = ++this.turn;
    const ended = () => {
      if (turn === this.turn) {
        this.turn++;
        this.next();
      }
    };
    const began = () => {
      if (turn === this.turn) {
        document.documentElement.dataset.spoken = `${kind} ${text}`; // for whoever cannot hear it, such as a test
      }
    };
    const voice = localVoice(words.current());
    if (voice) {
      utter(text, voice, { began, ended });
      setTimeout(ended, LONGEST.line + LONGEST.letter * text.length);
    } else {
      this.prompts.speak(text, { began, ended });
    }
  }

  next() {
    const line = this.queue.ended(performance.now());
    if (line) {
      this.speak(line);
    }
  }
}

/**
 * Returns a voice of this machine for a language. Other voices would send the words elsewhere.
 * @param {string} language
 */
function localVoice(language) {
  return window.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
}

/**
 * @param {string} text
 * @param {SpeechSynthesisVoice} voice
 * @param {{ began: () => void, ended: () => void }} told
 */
function utter(text, voice, { began, ended }) {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = RATE;
  utterance.onstart = began;
  utterance.onend = ended;
  utterance.onerror = ended;
  window.speechSynthesis.speak(utterance);
}
