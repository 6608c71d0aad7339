// A prescription's file on the start page: chosen or dropped, shown in words with the key that signed it, and accepted or not.

import { button, buttonById, byId, byIdAs, inputById, make } from "./dom.js";
import { messageOf } from "./server.js";
import * as words from "./words.js";

/** @import { PrescriptionAccepted, PrescriptionOffer } from "./messages.js" */
/** @import { Server } from "./server.js" */

/** Most bytes of a prescription's file. */
const LONGEST = 16_384;

export class PrescriptionFile {
  /**
   * @param {Server} server
   * @param {(person: string) => Promise<void>} accepted called after a person's prescription was accepted
   */
  constructor(server, accepted) {
    this.server = server;
    this.accepted = accepted;
    this.shown = byId("prescription");
    this.file = inputById("prescription-file");
    /** Counts the files, so that a slow answer about an earlier one is not shown. */
    this.turn = 0;
    buttonById("prescription-open").onclick = () => this.file.click();
    this.file.onchange = () => {
      const file = this.file.files?.[0];
      this.file.value = ""; // the same file can be chosen again
      this.open(file);
    };
    this.drops(byId("start"));
  }

  /**
   * Takes a file that is dropped anywhere on the start page.
   * @param {HTMLElement} area
   */
  drops(area) {
    const holdsFile = (/** @type {DragEvent} */ event) => !byId("prescription-row").hidden && event.dataTransfer?.types.includes("Files");
    area.ondragover = (event) => holdsFile(event) && event.preventDefault();
    area.ondrop = (event) => {
      if (holdsFile(event)) {
        event.preventDefault();
        byIdAs("more", HTMLDetailsElement).open = true;
        this.open(event.dataTransfer?.files[0]);
      }
    };
  }

  /** @param {File} [file] */
  async open(file) {
    if (!file) {
      return;
    }
    const turn = ++this.turn;
    this.say(words.text("move.busy"));
    try {
      const body = file.size <= LONGEST ? await file.text() : "";
      const offer = /** @type {PrescriptionOffer} */ (await this.ask("", body));
      if (turn === this.turn) {
        this.offer(offer, body);
      }
    } catch (e) {
      if (turn === this.turn) {
        this.say(messageOf(e), true);
      }
    }
  }

  /**
   * @param {string} way
   * @param {string} body the file
   * @param {string} [key]
   * @returns {Promise<unknown>}
   */
  async ask(way, body, key = "") {
    const address = `/api/prescription${way}?${new URLSearchParams({ language: words.current(), key })}`;
    return (await this.server.ask(address, { method: "POST", body, headers: { "Content-Type": "application/json" } })).json();
  }

  /**
   * @param {PrescriptionOffer} offer
   * @param {string} body the file
   */
  offer({ person, practitioner, lines, key, trusted }, body) {
    const title = make("h2", { tabindex: "-1", id: "prescription-title" }, lines[0]);
    const accept = button(words.text(trusted ? "prescription.accept" : "prescription.accept-key"),
      () => this.accept(body, key), { id: "prescription-accept", class: "btn" });
    const decline = button(words.text("prescription.decline"), () => this.end(words.text("prescription.declined")), { id: "prescription-decline" });
    this.shown.replaceChildren(title,
      make("ul", { class: "points" }, lines.slice(1).map((line) => make("li", {}, line))),
      make("p", {}, words.text(trusted ? "prescription.trusted" : "prescription.compare", { who: practitioner, person })),
      make("p", { class: "key" }, make("code", { id: "prescription-key" }, key)),
      make("p", { class: "row" }, accept, decline));
    title.focus();
  }

  /**
   * @param {string} body the file
   * @param {string} key
   */
  async accept(body, key) {
    try {
      const { person, said } = /** @type {PrescriptionAccepted} */ (await this.ask("/accept", body, key));
      await this.accepted(person);
      this.end(said);
    } catch (e) {
      this.end(messageOf(e), true);
    }
  }

  /**
   * Goes back to the button.
   * @param {string} text
   * @param {boolean} [wrong]
   */
  end(text, wrong = false) {
    this.say(text, wrong);
    buttonById("prescription-open").focus();
  }

  /**
   * @param {string} text
   * @param {boolean} [wrong]
   */
  say(text, wrong = false) {
    this.shown.replaceChildren(make("p", { class: `say ${wrong ? "" : "calm"}`, role: wrong ? "alert" : "status" }, text));
  }
}
