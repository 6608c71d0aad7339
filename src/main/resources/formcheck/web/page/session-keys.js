// What a key does. Every action of a session has a key, because hands are busy and the mouse is far.

/** @import { Stage } from "./messages.js" */
/**
 * @typedef {object} KeyContext
 * @property {string} screen that is shown
 * @property {boolean} going whether a session is under way
 * @property {Stage | ""} stage of the session
 * @property {boolean} inField whether the focus is on something that takes keys itself
 * @property {boolean} [typing] whether the focus is where text is typed or chosen: then every key is the field's
 * @property {boolean} [asked] whether the person paused the set
 */
/**
 * @typedef {"none" | "pain" | "pause" | "mute" | "demonstration" | "end" | "leave" | "next" | "end-lesson"} PlainAction
 * @typedef {{ action: PlainAction } | { action: "rate", level: number }} KeyAction
 */

/** @type {Record<string, "pain" | "mute" | "demonstration" | "next">} Keys that do the same in every stage */
const ALWAYS = { p: "pain", m: "mute", v: "demonstration", n: "next", pagedown: "next", mediatracknext: "next" };

const RATED = new Set(["rest", "pain", "done"]);

/** Keys that pause, and go on: one letter, the keyboard's media key, and those by which a presenter's remote goes back or darkens the screen. */
const PAUSES = new Set(["b", ".", "pageup", "mediaplaypause"]);

/** Keys that only go on: the keyboard's media key, and the one by which a presenter's remote begins. */
const STARTS = new Set(["f5", "mediaplay"]);

const PLAYER = new Set([...PAUSES, ...STARTS, "mediapause", "mediastop"]);

/**
 * Returns what a key does.
 * @param {string} name of the key, in any case
 * @param {KeyContext} context
 * @returns {KeyAction}
 */
export function keyAction(name, { screen, going, stage, inField, typing = false, asked = false }) {
  const key = name.toLowerCase();
  if (screen === "lesson" && key === "escape") {
    return { action: "end-lesson" };
  }
  if (typing || !isForSession({ screen, going })) {
    return { action: "none" };
  }
  const plain = ALWAYS[key];
  if (plain) {
    return { action: plain };
  }
  if (PLAYER.has(key)) {
    return { action: playerAction(key, stage, asked) };
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
 * Returns what a key does that a player of media or a remote has.
 * @param {string} key
 * @param {Stage | ""} stage
 * @param {boolean} asked whether the person paused the set
 * @returns {PlainAction}
 */
function playerAction(key, stage, asked) {
  if (stage !== "set") {
    return STARTS.has(key) ? "next" : "none";
  }
  if (key === "mediastop") {
    return "end";
  }
  const changes = PAUSES.has(key) || STARTS.has(key) === asked;
  return changes ? "pause" : "none";
}

/**
 * Whether the page itself must not see a key: it would load itself anew or scroll.
 * @param {string} name of the key
 * @param {KeyContext} context
 */
export function isTaken(name, context) {
  return !context.typing && isForSession(context) && (/^(F5|Page(Up|Down))$/.test(name) || keyAction(name, context).action === "next");
}

/**
 * Whether keys belong to the session.
 * @param {Pick<KeyContext, "screen" | "going">} context
 */
export function isForSession({ screen, going }) {
  return screen === "live" && going;
}
