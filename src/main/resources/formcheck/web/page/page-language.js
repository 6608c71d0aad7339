// Chooses the language of the page, loads its texts and puts them into the document.

import * as words from "./words.js";

const LANGUAGES = ["en", "de"];

/** Returns the language to begin with: the one chosen before, or the first of the browser's that there are texts for. */
export function preferred() {
  const chosen = localStorage.getItem("language");
  const wanted = [chosen, ...navigator.languages].filter(Boolean).map((tag) => String(tag).slice(0, 2).toLowerCase());
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? "en";
}

/**
 * Loads the texts of a language.
 * @param {string} tag
 */
export async function load(tag) {
  const names = [tag, `report-${tag}`, `phone-${tag}`];
  const files = await Promise.all(names.map(async (name) => (await fetch(`/texts/${name}.json`)).json()));
  words.use(tag, Object.assign({}, ...files));
  document.documentElement.lang = tag;
}

/**
 * Writes the texts into every element that names one: `data-text`, `data-label` for screen readers, `data-list`.
 * @param {Element} root
 */
export function fill(root) {
  for (const element of elements(root, "[data-text]")) {
    element.textContent = words.text(element.dataset.text ?? "");
  }
  for (const element of elements(root, "[data-label]")) {
    element.setAttribute("aria-label", words.text(element.dataset.label ?? ""));
  }
  for (const element of elements(root, "[data-list]")) {
    element.replaceChildren(...words.list(element.dataset.list ?? "").map((item) => {
      const entry = document.createElement("li");
      const span = document.createElement("span");
      span.textContent = item;
      entry.append(span);
      return entry;
    }));
  }
}

/**
 * @param {Element} root
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
function elements(root, selector) {
  return root.querySelectorAll(selector);
}
