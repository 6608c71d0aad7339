// The media keys of a keyboard, of headphones and of the lock screen, where the browser passes them on.

/**
 * @typedef {object} MediaActions
 * @property {() => void} pause pauses the set, or goes on with it
 * @property {() => void} next goes on to the next step
 */

/**
 * Uses the media keys for the session.
 * @param {Pick<MediaSession, "setActionHandler"> | undefined} keys of the browser; nothing where it has none
 * @param {MediaActions} actions
 */
export function useMediaKeys(keys, { pause, next }) {
  /** @type {[MediaSessionAction, () => void][]} */
  const handlers = [["play", pause], ["pause", pause], ["nexttrack", next]];
  for (const [action, handler] of handlers) {
    try {
      keys?.setActionHandler(action, handler);
    } catch {
      // this browser does not know the key
    }
  }
}
