// The question before something is gone for good.

import { button, make } from "./dom.js";
import * as words from "./words.js";

/**
 * Asks, and returns whether the answer was yes.
 * @param {string} title
 * @param {string} text
 * @param {{ yes?: string, no?: string }} [labels] of the buttons
 * @returns {Promise<boolean>}
 */
export function confirm(title, text, labels = {}) {
  return new Promise((resolve) => {
    const dialog = make("dialog", { class: "sure", "aria-labelledby": "sure-title" });
    const end = (/** @type {boolean} */ answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const no = button(labels.no ?? words.text("page.delete.no"), () => end(false), { class: "btn plain", id: "sure-no" });
    const yes = button(labels.yes ?? words.text("page.delete.yes"), () => end(true), { class: "btn plain danger", id: "sure-yes" });
    dialog.append(make("h2", { id: "sure-title" }, title), make("p", {}, text), make("div", { class: "row" }, no, yes));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(false);
    });
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  });
}
