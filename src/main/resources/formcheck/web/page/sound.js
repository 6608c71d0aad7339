// What is to be heard: soft tones that differ in length and texture as well as in pitch, and spoken words where the browser
// has a voice of this machine. Nothing below 290 Hz, which small loudspeakers drop.

const GAIN = 0.5;

export class Sound {
  constructor() {
    this.muted = false;
    this.on = true;
    this.counted = 0;
  }

  /** Browsers allow sound only after a click or a key. */
  wake() {
    if (!this.on) {
      return;
    }
    try {
      this.context ??= new AudioContext();
      this.context.resume();
      if (!this.master) {
        this.master = this.context.createGain();
        this.master.gain.value = this.muted ? 0 : GAIN;
        this.master.connect(this.context.destination);
      }
    } catch {
      this.context = null; // no sound here: the text is enough
    }
  }

  mute(muted) {
    this.muted = muted;
    if (this.master) {
      this.master.gain.setTargetAtTime(muted ? 0 : GAIN, this.context.currentTime, 0.01);
    }
    if (muted) {
      this.falling(false);
      window.speechSynthesis?.cancel();
    }
  }

  get silent() {
    return !this.on || this.muted || !this.master;
  }

  tone(hertz, { type = "sine", attack = 0.008, decay = 0.18, peak = 0.3, delay = 0, lowpass = 0 } = {}) {
    const at = this.context.currentTime + delay;
    const oscillator = this.context.createOscillator();
    const gain = this.context.createGain();
    oscillator.type = type;
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(peak, at + attack);
    gain.gain.exponentialRampToValueAtTime(0.001, at + attack + decay);
    let last = oscillator.connect(gain);
    if (lowpass) {
      const filter = this.context.createBiquadFilter();
      filter.frequency.value = lowpass;
      last = last.connect(filter);
    }
    last.connect(this.master);
    oscillator.start(at);
    oscillator.stop(at + attack + decay + 0.05);
  }

  play(name, { beat = 1, left = 0 } = {}) {
    if (this.silent) {
      return;
    }
    const octave = (hertz) => {
      this.tone(hertz);
      this.tone(2 * hertz, { peak: 0.045 });
    };
    switch (name) {
      case "count":
        octave(660);
        break;
      case "count-last":
        octave([880, 740, 660][left] ?? 660);
        break;
      case "beat":
        this.tone([392, 349, 294][beat - 1] ?? 294, { type: "triangle", attack: 0.005, decay: 0.06, peak: 0.1, lowpass: 1200 });
        break;
      case "corrected":
        this.tone(784, { attack: 0.01, decay: 0.25, peak: 0.22 });
        break;
      case "step":
        this.tone(587, { attack: 0.01, decay: 0.2, peak: 0.2 });
        break;
      case "tick":
        this.tone(523, { attack: 0.005, decay: 0.08, peak: 0.18 });
        break;
      case "go":
        this.tone(784, { attack: 0.01, decay: 0.35, peak: 0.28 });
        break;
      case "set-done":
        this.tone(523, { attack: 0.01, decay: 0.4, peak: 0.28 });
        this.tone(784, { attack: 0.01, decay: 0.4, peak: 0.28, delay: 0.14 });
        break;
      case "pause":
        this.tone(440, { attack: 0.015, decay: 0.3, peak: 0.28 });
        this.tone(330, { attack: 0.015, decay: 0.3, peak: 0.28, delay: 0.25 });
        break;
      case "rest-soon":
        this.tone(523, { attack: 0.01, decay: 0.2, peak: 0.25 });
        break;
      case "rest-over":
        this.tone(523, { attack: 0.01, decay: 0.2, peak: 0.25 });
        this.tone(523, { attack: 0.01, decay: 0.2, peak: 0.25, delay: 0.3 });
        break;
    }
  }

  /** The rough sound of arms that come down too fast, held while they do. */
  falling(now) {
    document.documentElement.dataset.falling = now ? "fast" : "";
    if (now && !this.rough && !this.silent) {
      const gain = this.context.createGain();
      const filter = this.context.createBiquadFilter();
      const at = this.context.currentTime;
      filter.frequency.value = 1500;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(0.35, at + 0.02);
      gain.connect(filter).connect(this.master);
      const voices = [294, 311].map((hertz) => {
        const oscillator = this.context.createOscillator();
        oscillator.type = "triangle";
        oscillator.frequency.value = hertz;
        oscillator.connect(gain);
        oscillator.start(at);
        oscillator.stop(at + 0.92);
        return oscillator;
      });
      this.rough = { gain, voices, since: at };
      setTimeout(() => this.falling(false), 800);
    } else if (!now && this.rough) {
      const { gain, voices, since } = this.rough;
      const end = Math.max(this.context.currentTime, since + 0.25);
      gain.gain.setTargetAtTime(0, end, 0.04);
      voices.forEach((voice) => voice.stop(end + 0.2));
      this.rough = null;
    }
  }
}

/** A voice of this machine: others would send the words elsewhere. */
export function localVoice(language) {
  return window.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
}

export function speak(words, language, urgent) {
  const voice = localVoice(language);
  if (!voice) {
    return;
  }
  if (urgent) {
    window.speechSynthesis.cancel();
  } else if (window.speechSynthesis.pending) {
    return;
  }
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 1.1;
  window.speechSynthesis.speak(utterance);
}
