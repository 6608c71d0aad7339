// The page's words, in the language that the browser asks for first among those there are.

const LANGUAGES = ["en", "de"];
let texts = {};
let language = "en";

/** The language to begin with: chosen before, or the browser's. */
export function preferred() {
  const chosen = localStorage.getItem("language");
  const wanted = [chosen, ...navigator.languages].filter(Boolean).map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? "en";
}

export async function load(tag) {
  const files = await Promise.all([`/texts/${tag}.json`, `/texts/report-${tag}.json`].map(async (file) => (await fetch(file)).json()));
  texts = Object.assign({}, ...files);
  language = tag;
  document.documentElement.lang = tag;
}

export function current() {
  return language;
}

/** The text of a key, with {name} replaced by values. */
export function text(key, values = {}) {
  const found = texts[key];
  return typeof found === "string" ? found.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) : key;
}

export function has(key) {
  return typeof texts[key] === "string";
}

export function list(key) {
  return Array.isArray(texts[key]) ? texts[key] : [];
}

/** A number as the language writes it. */
export function number(value, digits = 0) {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A day, as in 2026-11-30, as the language writes it briefly. */
export function day(iso) {
  return new Date(`${iso}T12:00`).toLocaleDateString(language, { day: "numeric", month: "short" });
}

/** Puts words into everything that asks for them. */
export function fill(root) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
  }
  for (const element of root.querySelectorAll("[data-list]")) {
    element.replaceChildren(...list(element.dataset.list).map((item) => {
      const entry = document.createElement("li");
      const span = document.createElement("span");
      span.textContent = item;
      entry.append(span);
      return entry;
    }));
  }
}
