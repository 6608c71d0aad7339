// The tones of each sound. Sounds differ in length and texture as well as in pitch. None is below 290 Hz, which small loudspeakers
// do not play.

/** @import { SoundName } from "./messages.js" */
/**
 * @typedef {object} Tone
 * @property {number} hertz
 * @property {OscillatorType} type
 * @property {number} attack seconds until the peak
 * @property {number} decay seconds from the peak to silence
 * @property {number} peak gain, 0 to 1
 * @property {number} delay seconds
 * @property {number} lowpass cut-off frequency, Hz; 0 for none
 */

/** @type {Omit<Tone, "hertz">} */
const PLAIN = { type: "sine", attack: 0.008, decay: 0.18, peak: 0.3, delay: 0, lowpass: 0 };
const BEATS = [392, 349, 294];
/** Of the last three repetitions, by how many are left. */
const LAST_COUNTS = [880, 740, 660];
const COUNT = 660;

/** The two tones of arms that are lowered too fast: they grate. */
export const ROUGH = [294, 311];

/**
 * @param {number} hertz
 * @param {Partial<Tone>} [more]
 * @returns {Tone}
 */
function tone(hertz, more = {}) {
  return { hertz, ...PLAIN, ...more };
}

/** @param {number} hertz */
function withOctave(hertz) {
  return [tone(hertz), tone(2 * hertz, { peak: 0.045 })];
}

/** @typedef {{ beat?: number, left?: number }} SoundContext beat: second of the lowering, from 1; left: repetitions up to the target */

/** @type {Record<SoundName, (how: SoundContext) => Tone[]>} */
const SOUNDS = {
  count: () => withOctave(COUNT),
  "count-last": ({ left = 0 }) => withOctave(LAST_COUNTS[left] ?? COUNT),
  beat: ({ beat = 1 }) => [tone(BEATS[beat - 1] ?? 294, { type: "triangle", attack: 0.005, decay: 0.06, peak: 0.1, lowpass: 1200 })],
  corrected: () => [tone(784, { attack: 0.01, decay: 0.25, peak: 0.22 })],
  step: () => [tone(587, { attack: 0.01, decay: 0.2, peak: 0.2 })],
  tick: () => [tone(523, { attack: 0.005, decay: 0.08, peak: 0.18 })],
  go: () => [tone(784, { attack: 0.01, decay: 0.35, peak: 0.28 })],
  "set-done": () => [523, 784].map((hertz, i) => tone(hertz, { attack: 0.01, decay: 0.4, peak: 0.28, delay: 0.14 * i })),
  pause: () => [440, 330].map((hertz, i) => tone(hertz, { attack: 0.015, decay: 0.3, peak: 0.28, delay: 0.25 * i })),
  "rest-soon": () => [tone(523, { attack: 0.01, decay: 0.2, peak: 0.25 })],
  "rest-over": () => [0, 0.3].map((delay) => tone(523, { attack: 0.01, decay: 0.2, peak: 0.25, delay })),
};

/**
 * Returns the tones of a sound.
 * @param {SoundName} name
 * @param {SoundContext} [how]
 */
export function tonesOf(name, how = {}) {
  return SOUNDS[name]?.(how) ?? [];
}
