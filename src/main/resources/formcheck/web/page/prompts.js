// Speaks with the recordings that FormCheck ships, for browsers without a voice of this machine.

import { sentencesOf } from "./spoken-sentences.js";

/** @import { Sound } from "./sound.js" */
/** @typedef {Record<string, { file: string, seconds: number }>} Prompts by sentence */

/** Between two sentences, seconds. */
const GAP = 0.15;
/** So many recordings are fetched at a time. */
const AT_ONCE = 4;

export class PromptSpeaker {
  /** @param {Sound} sound */
  constructor(sound) {
    this.sound = sound;
    this.language = "";
    /** @type {Prompts} */
    this.prompts = {};
    /** @type {Map<string, Promise<AudioBuffer | null>>} Decoded recordings by sentence: those that were spoken */
    this.decoded = new Map();
    /** @type {Map<string, ArrayBuffer>} */
    this.files = new Map();
    /** @type {AudioBufferSourceNode[]} */
    this.sources = [];
    /** Changes with each line: an earlier one does not begin any more. */
    this.turn = 0;
  }

  /**
   * Loads the recordings of a language: the counts first, as they are listed.
   * @param {string} language
   */
  async load(language) {
    if (this.language === language) {
      return;
    }
    this.language = language;
    this.decoded.clear();
    this.files.clear();
    try {
      const all = await (await fetch("/voice/prompts.json")).json();
      this.prompts = all[language] ?? {};
      const entries = Object.entries(this.prompts);
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (let next = entries.shift(); next && this.language === language; next = entries.shift()) {
          await this.loadFile(next[0], next[1].file);
        }
      }));
    } catch {
      this.language = ""; // asked for again with the next session
    }
  }

  /**
   * @param {string} sentence
   * @param {string} file
   */
  async loadFile(sentence, file) {
    const answer = await fetch(`/voice/${file}`);
    if (answer.ok) {
      this.files.set(sentence, await answer.arrayBuffer());
    }
  }

  /**
   * Speaks the sentences of a text that there are recordings of..
   * @param {string} text
   * @param {{ began: () => void, ended: () => void }} told
   */
  async speak(text, { began, ended }) {
    const turn = ++this.turn;
    const output = this.sound.voiceOutput();
    const sentences = sentencesOf(text).filter((sentence) => this.files.has(sentence));
    if (!output || !sentences.length) {
      ended();
      return;
    }
    const buffers = (await Promise.all(sentences.map((sentence) => this.decode(output.context, sentence)))).filter((buffer) => buffer !== null);
    if (turn !== this.turn) {
      return;
    }
    if (!buffers.length) {
      ended();
      return;
    }
    let at = output.context.currentTime;
    this.sources = buffers.map((buffer) => {
      const source = output.context.createBufferSource();
      source.buffer = buffer;
      source.connect(output.node);
      source.start(at);
      at += buffer.duration + GAP;
      return source;
    });
    began();
    const last = this.sources.at(-1);
    if (last) {
      last.onended = () => turn === this.turn && ended();
    }
  }

  /**
   * @param {AudioContext} context
   * @param {string} sentence
   */
  decode(context, sentence) {
    const known = this.decoded.get(sentence);
    if (known) {
      return known;
    }
    const file = this.files.get(sentence);
    const decoded = file ? context.decodeAudioData(file.slice(0)).catch(() => null) : Promise.resolve(null);
    this.decoded.set(sentence, decoded);
    return decoded;
  }

  /** Stops what is being spoken. */
  stop() {
    this.turn++;
    this.sources.forEach((source) => source.stop());
    this.sources = [];
  }
}
