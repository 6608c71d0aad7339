// What the phone keeps: its secret, which camera it uses, and its language. A browser that keeps nothing is asked again.

const SECRET = "secret";
const FACING = "facing";
const LANGUAGES = ["en", "de"];

/** Returns the secret that pairs this phone with the computer; "" where there is none. */
export function secret() {
  return read(SECRET);
}

/** @param {string} made "" to forget it */
export function keepSecret(made) {
  write(SECRET, made);
}

/** Returns which camera is used: "environment" for the rear one, "user" for the front one. */
export function facing() {
  return read(FACING) === "user" ? "user" : "environment";
}

/** @param {string} which */
export function keepFacing(which) {
  write(FACING, which);
}

/** Returns the language of the page: the first of the browser's that there are texts for. */
export function language() {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? "en";
}

/** @type {Map<string, string>} What is known until the page closes */
const known = new Map();

/** @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key) ?? known.get(key) ?? "";
  } catch {
    return known.get(key) ?? "";
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
function write(key, value) {
  known.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // a private window; the page knows it until it closes
  }
}
