// What report and month share: asking the server, small elements, the question before something is deleted.

import * as words from "./words.js";

export class Kept {
  constructor(door) {
    this.door = door;
  }

  /** Asks the server; what it answers when it refuses is for the person to read. */
  async ask(address, options = {}) {
    const asked = () => fetch(address, { ...options, headers: this.door.headers(options.headers) });
    let answer = await asked();
    if (answer.status === 403 && (await this.door.enter()) === "in") {
      answer = await asked(); // FormCheck was started anew
    }
    if (!answer.ok) {
      throw Object.assign(new Error((await answer.text()) || answer.statusText), { missing: answer.status === 404 });
    }
    return answer;
  }

  async json(address) {
    return (await this.ask(address)).json();
  }
}

/** An element with attributes, listeners (onclick) and children; texts are texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made[key] = value;
    } else if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return made;
}

export function button(text, onclick, attributes = {}) {
  return element("button", { type: "button", class: "btn plain", onclick, ...attributes }, text);
}

/** Asks before something is gone for good. */
export function confirm(title, text, labels = {}) {
  return new Promise((resolve) => {
    const dialog = element("dialog", { class: "sure", "aria-labelledby": "sure-title" });
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const no = button(labels.no ?? words.text("page.delete.no"), () => end(false), { class: "btn plain", id: "sure-no" });
    const yes = button(labels.yes ?? words.text("page.delete.yes"), () => end(true), { class: "btn plain danger", id: "sure-yes" });
    dialog.append(element("h2", { id: "sure-title" }, title), element("p", {}, text), element("div", { class: "row" }, no, yes));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(false);
    });
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  });
}
