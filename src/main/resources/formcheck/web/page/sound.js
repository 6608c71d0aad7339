// Plays the tones, and lets the voice be heard.

import { ROUGH, tonesOf } from "./tones.js";

/** @import { SoundName } from "./messages.js" */
/** @import { Tone } from "./tones.js" */

const GAIN = 0.5;
/** Tones are softer where a voice says the same. */
const GAIN_UNDER_VOICE = 0.25;
/** The rough sound lasts so long at most, seconds; it ends by itself where nothing ends it. */
const ROUGH_AT_MOST = 0.8;
/** It lasts so long at least: a shorter one is not heard as rough, seconds. */
const ROUGH_AT_LEAST = 0.25;

export class Sound {
  constructor() {
    this.muted = false;
    /** Whether tones were chosen. */
    this.on = true;
    /** Whether a voice was chosen. */
    this.voiced = false;
    /** @type {AudioContext | null} */
    this.context = null;
    /** @type {GainNode | null} */
    this.master = null;
    /** @type {GainNode | null} */
    this.voice = null;
    /** @type {{ gain: GainNode, voices: OscillatorNode[], since: number } | null} */
    this.rough = null;
  }

  /** Opens the sound. Browsers allow that only after a click or a key. */
  wake() {
    if (!this.on && !this.voiced) {
      return;
    }
    try {
      this.context ??= new AudioContext();
      this.context.resume();
      if (!this.master) {
        this.master = this.context.createGain();
        this.master.connect(this.context.destination);
      }
      if (!this.voice) {
        this.voice = this.context.createGain();
        this.voice.connect(this.context.destination);
      }
      this.level();
    } catch {
      this.context = null; // no sound here: the text is enough
    }
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.muted = muted;
    this.level();
    if (muted) {
      this.falling(false);
    }
  }

  /** Sets how loud tones and voice are. */
  level() {
    const at = this.context?.currentTime ?? 0;
    this.master?.gain.setTargetAtTime(this.muted ? 0 : this.voiced ? GAIN_UNDER_VOICE : GAIN, at, 0.01);
    this.voice?.gain.setTargetAtTime(this.muted ? 0 : 1, at, 0.01);
  }

  /** Returns what plays a sound; nothing where there is to be none. */
  output() {
    return this.on && !this.muted && this.master && this.context ? { context: this.context, master: this.master } : undefined;
  }

  /** Returns what plays a voice; nothing where there is to be none. */
  voiceOutput() {
    return !this.muted && this.voice && this.context?.state === "running" ? { context: this.context, node: this.voice } : undefined;
  }

  /**
   * Plays a sound.
   * @param {SoundName} name
   * @param {{ beat: number, left: number }} how as in `tonesOf`
   */
  play(name, how) {
    const output = this.output();
    if (output) {
      tonesOf(name, how).forEach((tone) => this.tone(output, tone));
    }
  }

  /**
   * @param {{ context: AudioContext, master: GainNode }} output
   * @param {Tone} tone
   */
  tone({ context, master }, { hertz, type, attack, decay, peak, delay, lowpass }) {
    const at = context.currentTime + delay;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = type;
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(peak, at + attack);
    gain.gain.exponentialRampToValueAtTime(0.001, at + attack + decay);
    /** @type {AudioNode} */
    let last = oscillator.connect(gain);
    if (lowpass) {
      const filter = context.createBiquadFilter();
      filter.frequency.value = lowpass;
      last = last.connect(filter);
    }
    last.connect(master);
    oscillator.start(at);
    oscillator.stop(at + attack + decay + 0.05);
  }

  /**
   * Starts or stops the rough sound of arms that are lowered too fast.
   * @param {boolean} now
   */
  falling(now) {
    document.documentElement.dataset.falling = now ? "fast" : "";
    const output = this.output();
    if (now && !this.rough && output) {
      this.rough = this.startRough(output);
      setTimeout(() => this.falling(false), 1000 * ROUGH_AT_MOST);
    } else if (!now && this.rough && this.context) {
      const { gain, voices, since } = this.rough;
      const end = Math.max(this.context.currentTime, since + ROUGH_AT_LEAST);
      gain.gain.setTargetAtTime(0, end, 0.04);
      voices.forEach((voice) => voice.stop(end + 0.2));
      this.rough = null;
    }
  }

  /** @param {{ context: AudioContext, master: GainNode }} output */
  startRough({ context, master }) {
    const gain = context.createGain();
    const filter = context.createBiquadFilter();
    const at = context.currentTime;
    filter.frequency.value = 1500;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.35, at + 0.02);
    gain.connect(filter).connect(master);
    const voices = ROUGH.map((hertz) => {
      const oscillator = context.createOscillator();
      oscillator.type = "triangle";
      oscillator.frequency.value = hertz;
      oscillator.connect(gain);
      oscillator.start(at);
      oscillator.stop(at + ROUGH_AT_MOST + 0.12);
      return oscillator;
    });
    return { gain, voices, since: at };
  }
}
