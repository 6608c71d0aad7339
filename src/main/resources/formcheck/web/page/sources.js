// Where frames can come from: the entries of the start page, and what the page sends to the server about the chosen one.

import * as words from "./words.js";

/** @import { Choices, Source } from "./messages.js" */
/**
 * What someone chose on the start page. A page that is loaded anew during a session begins with it again.
 * @typedef {object} SessionChoice
 * @property {string} kind "browser", "phone", "camera", "sample", "upload" or "address"
 * @property {string} [deviceId] of the browser's camera
 * @property {string} [device] of the machine's camera
 * @property {string} [address]
 * @property {string} [name] of a sample
 * @property {string} variant of the exercise
 * @property {boolean} raises whether the person shows the own range first
 * @property {boolean} head whether the head is checked first
 * @property {boolean} prove whether verdicts are proven first
 */
/** @typedef {{ value: string, label: string }} Entry */

/**
 * Returns the entries of the source list. A browser names its cameras only after one was allowed: until then there is one entry
 * for all of them.
 * @param {{ deviceId: string, label: string }[]} devices cameras of the browser
 * @param {Choices} choices of the server
 * @param {boolean} [phone] whether a phone is paired or is being paired
 * @returns {Entry[]}
 */
export function sourceEntries(devices, { cameras, samples }, phone = false) {
  const named = devices.filter((device) => device.label).map(({ deviceId, label }) => ({ value: `browser:${deviceId}`, label }));
  return [
    ...(named.length ? named : [{ value: "browser:", label: words.text("source.browser") }]),
    ...(phone ? [{ value: "phone:", label: words.text("source.phone") }] : []),
    ...cameras.map(({ name, device }) => ({ value: `camera:${device}`, label: words.text("source.camera", { name }) })),
    ...samples.map((name) => ({ value: `sample:${name}`, label: words.text("source.sample", { name }) })),
    { value: "upload:", label: words.text("source.upload") },
    { value: "address:", label: words.text("source.address") },
  ];
}

/**
 * Returns the first wish that is offered, else the first offer; "" where nothing is offered.
 * @param {string[]} offered
 * @param {(string | null)[]} wishes the strongest first
 */
export function firstOffered(offered, wishes) {
  return wishes.find((wish) => wish !== null && offered.includes(wish)) ?? offered[0] ?? "";
}

/**
 * Splits the value of an entry.
 * @param {string} value
 */
export function sourceOf(value) {
  const colon = value.indexOf(":");
  return { kind: value.slice(0, colon), rest: value.slice(colon + 1) };
}

/**
 * Whether an entry is one camera of the browser, by its name.
 * @param {string} value
 */
export function namesBrowserCamera(value) {
  return /^browser:./.test(value);
}

/**
 * Returns the part of the choice that says where frames come from.
 * @param {string} value of the chosen entry
 * @param {string} address as it was typed
 */
export function choiceOf(value, address) {
  const { kind, rest } = sourceOf(value);
  switch (kind) {
    case "upload":
    case "phone":
      return { kind };
    case "address":
      return { kind, address: address.trim() };
    case "browser":
      return { kind, deviceId: rest };
    case "camera":
      return { kind, device: rest };
    default:
      return { kind, name: rest };
  }
}

/**
 * Returns what the page sends to the server about a choice. The browser's camera is opened by the page, which then knows more of it.
 * @param {SessionChoice} choice of any other source
 * @returns {Source}
 */
export function requestOf(choice) {
  switch (choice.kind) {
    case "phone":
      return { kind: "phone" };
    case "camera":
      return { kind: "camera", device: choice.device ?? "" };
    case "address":
      return { kind: "address", address: choice.address ?? "" };
    case "sample":
      return { kind: "sample", name: choice.name ?? "" };
    default:
      return { kind: "upload" };
  }
}
