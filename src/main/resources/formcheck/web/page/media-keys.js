// The media keys of a keyboard, of headphones and of the lock screen, where the browser passes them on.

/**
 * @typedef {object} MediaActions
 * @property {() => void} pause pauses the set
 * @property {() => void} play goes on with a set that is paused
 * @property {() => void} next goes on to the next step
 * @property {() => void} stop ends the set
 */

/**
 * Uses the media keys for the session.
 * @param {Pick<MediaSession, "setActionHandler"> | undefined} keys of the browser; nothing where it has none
 * @param {MediaActions} actions
 */
export function useMediaKeys(keys, { pause, play, next, stop }) {
  /** @type {[MediaSessionAction, () => void][]} */
  const handlers = [["play", play], ["pause", pause], ["nexttrack", next], ["stop", stop]];
  for (const [action, handler] of handlers) {
    try {
      keys?.setActionHandler(action, handler);
    } catch {
      // this browser does not know the key
    }
  }
}

/**
 * Returns silence as a sound file: a browser passes media keys only to a page that plays one.
 * @param {number} seconds
 */
export function silence(seconds) {
  const rate = 8000;
  const header = 44;
  const samples = rate * seconds;
  const file = new DataView(new ArrayBuffer(header + samples));
  const name = (/** @type {number} */ at, /** @type {string} */ text) => [...text].forEach((c, i) => file.setUint8(at + i, c.charCodeAt(0)));
  name(0, "RIFF");
  file.setUint32(4, header - 8 + samples, true);
  name(8, "WAVEfmt ");
  file.setUint32(16, 16, true); // length of the format
  file.setUint16(20, 1, true); // PCM
  file.setUint16(22, 1, true); // one channel
  file.setUint32(24, rate, true);
  file.setUint32(28, rate, true); // bytes a second
  file.setUint16(32, 1, true); // bytes of a sample
  file.setUint16(34, 8, true); // bits of a sample
  name(36, "data");
  file.setUint32(40, samples, true);
  new Uint8Array(file.buffer, header).fill(128); // the middle of eight bits
  return new Blob([file.buffer], { type: "audio/wav" });
}
