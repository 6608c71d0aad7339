// What a key does. Every action of a session has a key, because hands are busy and the mouse is far.

/** @import { Stage } from "./messages.js" */
/**
 * @typedef {object} KeyContext
 * @property {string} screen that is shown
 * @property {boolean} going whether a session is under way
 * @property {Stage | ""} stage of the session
 * @property {boolean} inField whether the focus is on something that takes keys itself
 */
/**
 * @typedef {{ action: "none" | "pain" | "pause" | "mute" | "end" | "leave" | "next" | "end-lesson" } | { action: "rate", level: number }} KeyAction
 */

/** @type {Record<string, "pain" | "mute" | "next">} Keys that do the same in every stage */
const ALWAYS = { p: "pain", m: "mute", n: "next", pagedown: "next" };

const RATED = new Set(["rest", "pain", "done"]);

/** Keys that pause: one letter, the keyboard's media key, and those by which a presenter's remote goes back or darkens the screen. */
const PAUSES = new Set(["b", ".", "pageup", "mediaplaypause", "mediapause", "mediaplay"]);

/**
 * Returns what a key does.
 * @param {string} name of the key, in any case
 * @param {KeyContext} context
 * @returns {KeyAction}
 */
export function keyAction(name, { screen, going, stage, inField }) {
  const key = name.toLowerCase();
  if (screen === "lesson" && key === "escape") {
    return { action: "end-lesson" };
  }
  if (!isForSession({ screen, going })) {
    return { action: "none" };
  }
  const plain = ALWAYS[key];
  if (plain) {
    return { action: plain };
  }
  if (PAUSES.has(key)) {
    return { action: stage === "set" ? "pause" : "none" };
  }
  if (key === "escape") {
    return { action: stage === "set" ? "end" : "leave" };
  }
  if ((key === " " || key === "enter") && !inField) {
    return { action: "next" };
  }
  if (/^[0-9]$/.test(key) && RATED.has(stage)) {
    return { action: "rate", level: Number(key) };
  }
  return { action: "none" };
}

/**
 * Whether keys belong to the session.
 * @param {Pick<KeyContext, "screen" | "going">} context
 */
export function isForSession({ screen, going }) {
  return screen === "live" && going;
}
