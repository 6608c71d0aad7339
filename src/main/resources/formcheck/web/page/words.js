// The texts of the page in its language. Knows no document: page-language.js loads the texts and puts them into the page.

/** @typedef {Record<string, string | string[]>} Texts */
/** @typedef {Record<string, string | number | undefined>} Values */

/** @type {Texts} */
let texts = {};
let language = "en";

/**
 * Replaces all texts.
 * @param {string} tag the language, as in "de"
 * @param {Texts} all by key
 */
export function use(tag, all) {
  texts = all;
  language = tag;
}

/** The language of the page, as in "de". */
export function current() {
  return language;
}

/**
 * Returns the text of a key, with each {name} replaced by its value. Returns the key itself where there is no text.
 * @param {string} key
 * @param {Values} [values]
 */
export function text(key, values = {}) {
  const found = texts[key];
  return typeof found === "string" ? found.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)) : key;
}

/** @param {string} key */
export function has(key) {
  return typeof texts[key] === "string";
}

/** @param {string} key */
export function list(key) {
  const found = texts[key];
  return Array.isArray(found) ? found : [];
}

/**
 * Writes a number as the language does.
 * @param {number} value
 * @param {number} [digits] after the decimal sign
 */
export function number(value, digits = 0) {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * Writes a day briefly.
 * @param {string} iso as in 2026-11-30
 */
export function day(iso) {
  return new Date(`${iso}T12:00`).toLocaleDateString(language, { day: "numeric", month: "short" });
}

/**
 * Writes a day with its year. English dates are British: the day comes first.
 * @param {string} iso as in 2026-11-30
 */
export function dayWithYear(iso) {
  const locale = language === "en" ? "en-GB" : language;
  return new Date(`${iso}T12:00`).toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
}

/**
 * Joins items as the language does: "1, 2 and 3".
 * @param {string[]} items
 */
export function joined(items) {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(items);
}
