// Makes the page a player of media while a session is under way, so that the browser passes media keys on to it.

import { silence, useMediaKeys } from "./media-keys.js";
import { keyAction } from "./session-keys.js";
import * as words from "./words.js";

/** @import { Live } from "./live.js" */
/** @import { Screens } from "./screens.js" */
/** @import { Session } from "./session.js" */
/** @import { KeyAction } from "./session-keys.js" */

/** A browser passes keys on for sounds of more than five seconds. */
const SECONDS = 10;

export class MediaPlayer {
  /** @param {{ live: Live, screens: Screens, session: Session, act: (key: KeyAction) => void }} parts act: does what a key asks for */
  constructor({ live, screens, session, act }) {
    /** @type {HTMLAudioElement | undefined} */
    this.sound = undefined;
    const key = (/** @type {string} */ name) => () =>
      act(keyAction(name, { screen: screens.current, going: session.going, stage: live.stage, inField: false, asked: live.asked }));
    useMediaKeys(navigator.mediaSession, { pause: key("MediaPause"), play: key("MediaPlay"), next: key("MediaTrackNext"), stop: key("MediaStop") });
  }

  /**
   * Begins or ends to play silence.
   * @param {boolean} now
   */
  play(now) {
    if (now && !this.sound) {
      this.sound = new Audio(URL.createObjectURL(silence(SECONDS)));
      this.sound.loop = true;
    }
    if (now && this.sound?.paused) {
      this.sound.play().then(() => this.begun()).catch(() => {}); // without a click before, the keyboard's own keys remain
    } else if (!now) {
      this.sound?.pause();
    }
  }

  /** Says what is played: the browser shows it beside its media buttons. */
  begun() {
    showPlayback(false);
    const { mediaSession } = navigator;
    if (mediaSession && window.MediaMetadata) {
      mediaSession.metadata = new MediaMetadata({ title: words.text("live.title"), artist: "FormCheck", artwork: [{ src: "/page/icon-192.png" }] });
    }
  }
}

/**
 * Says whether the set is paused: the browser then passes "play" on instead of "pause".
 * @param {boolean} paused
 */
export function showPlayback(paused) {
  if (navigator.mediaSession) {
    navigator.mediaSession.playbackState = paused ? "paused" : "playing";
  }
}
