// The steps of the lesson: what each page shows and for how long, and how far the six steps are.

/**
 * One page of the lesson. Two pages may belong to one step.
 * @typedef {{ id: string, number: number, clips: string[], seconds: number }} LessonPage
 */

/** @type {LessonPage[]} */
export const LESSON_PAGES = [
  { id: "1", number: 1, clips: ["sit"], seconds: 6 },
  { id: "2", number: 2, clips: ["elbows-good", "elbows-wrong"], seconds: 10 },
  { id: "3", number: 3, clips: ["chest-good", "chest-wrong"], seconds: 9 },
  { id: "3b", number: 3, clips: ["head-good", "head-wrong"], seconds: 9 },
  { id: "4", number: 4, clips: ["squeeze-good", "squeeze-wrong"], seconds: 9 },
  { id: "5", number: 5, clips: ["lower-good", "lower-wrong"], seconds: 10 },
  { id: "6", number: 6, clips: ["repeat"], seconds: 9 },
];

/** Number of steps. */
export const LESSON_STEPS = Math.max(...LESSON_PAGES.map(({ number }) => number));

/** Second at which each pair of clips differs most: arms at the top, where posture shows; arms that dropped are down by then. */
const DECISIVE = 2.5;

/**
 * Returns the address of a clip.
 * @param {string} clip
 * @param {boolean} still whether it stands still, where it shows its difference
 */
export function clipAddress(clip, still) {
  return `/movement/${clip}.webm${still ? `#t=${DECISIVE}` : ""}`;
}

/**
 * Returns how far each step is, 0 to 1.
 * @param {number} index of the page that is shown
 * @param {number} passed seconds of that page
 */
export function stepShares(index, passed) {
  return Array.from({ length: LESSON_STEPS }, (_, i) => {
    const pages = LESSON_PAGES.map((page, at) => ({ page, at })).filter(({ page }) => page.number === i + 1);
    const all = pages.reduce((sum, { page }) => sum + page.seconds, 0);
    const done = pages.reduce((sum, { page, at }) => sum + (at < index ? page.seconds : at === index ? Math.min(passed, page.seconds) : 0), 0);
    return all ? done / all : 0;
  });
}
