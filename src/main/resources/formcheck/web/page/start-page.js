// The start page: the exercise, the source of the frames, what comes before the set, and what is heard.

import { Camera } from "./camera.js";
import { byId, buttonById, inputById, make, selectById } from "./dom.js";
import { messageOf } from "./server.js";
import { choiceOf, namesBrowserCamera, sourceEntries, sourceOf } from "./sources.js";
import * as words from "./words.js";

/** @import { Choices } from "./messages.js" */
/** @import { Server } from "./server.js" */
/** @import { SessionChoice } from "./sources.js" */

export class StartPage {
  /**
   * @param {Server} server
   * @param {(choice: SessionChoice) => void} begin called when a session is to begin
   */
  constructor(server, begin) {
    this.server = server;
    this.begin = begin;
    /** @type {Choices} */
    this.choices = { variants: [], cameras: [], samples: [] };
    this.source = selectById("source");
    this.sound = inputById("sound");
    this.speech = inputById("speech");
    inputById("raises").checked = localStorage.getItem("raises") === "true";
    this.sound.checked = localStorage.getItem("sound") !== "false";
    this.speech.checked = localStorage.getItem("voice") !== "false";
    this.source.onchange = () => this.showRows();
    byId("setup").onsubmit = (event) => {
      event.preventDefault();
      this.submit();
    };
  }

  /** Asks the server what there is to choose. */
  async load() {
    try {
      this.choices = /** @type {Choices} */ (await this.server.json("/api/choices"));
    } catch {
      // what is known from before, or nothing
    }
    await this.offer();
  }

  /** Shows what there is to choose, with what was chosen before. */
  async offer() {
    this.offerVariants();
    const devices = await Camera.list().catch(() => []);
    const entries = sourceEntries(devices, this.choices);
    this.source.replaceChildren(...entries.map(({ value, label }) => make("option", { value }, label)));
    const before = localStorage.getItem("source");
    if (before && entries.some(({ value }) => value === before)) {
      this.source.value = before;
    }
    this.showRows();
    buttonById("go").disabled = false;
    document.documentElement.dataset.choices = "ready";
  }

  offerVariants() {
    const { variants } = this.choices;
    const chosen = localStorage.getItem("variant") ?? variants[0];
    byId("variants").replaceChildren(...variants.map((id) => {
      const input = make("input", { type: "radio", name: "variant", value: id });
      input.checked = id === chosen;
      return make("label", { class: "opt" }, input, make("span", {}, words.has(`variant.${id}`) ? words.text(`variant.${id}`) : id));
    }));
    if (!this.variant) {
      /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=variant]"))?.click();
    }
  }

  /** The chosen variant of the exercise; "" before there is one. */
  get variant() {
    return /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=variant]:checked"))?.value ?? "";
  }

  /** Shows the choices in another language. */
  retranslate() {
    if (this.choices.variants.length) {
      this.offer();
    }
  }

  /** Names the cameras of the browser, now that one was allowed. */
  nameCameras() {
    const values = [...this.source.options].map((entry) => entry.value);
    if (values.length && !values.some(namesBrowserCamera)) {
      this.offer();
    }
  }

  showRows() {
    const { kind } = sourceOf(this.source.value);
    byId("upload-row").hidden = kind !== "upload";
    byId("address-row").hidden = kind !== "address";
  }

  /** @param {string} text "" for none */
  problem(text) {
    byId("start-problem").textContent = text;
    byId("start-problem").hidden = !text;
  }

  // ---------------------------------------------------------------- start

  async submit() {
    const { value } = this.source;
    const source = choiceOf(value, inputById("address").value);
    if (source.kind === "upload" && !(await this.upload())) {
      return;
    }
    if (source.kind === "address" && !source.address) {
      this.problem(words.text("start.no-address"));
      return;
    }
    this.problem("");
    /** @type {SessionChoice} */
    const choice = {
      ...source, variant: this.variant, raises: inputById("raises").checked, head: inputById("head").checked, prove: inputById("prove").checked,
    };
    localStorage.setItem("variant", choice.variant);
    localStorage.setItem("raises", String(choice.raises));
    localStorage.setItem("source", value);
    localStorage.setItem("sound", String(this.sound.checked));
    localStorage.setItem("voice", String(this.speech.checked));
    this.begin(choice);
  }

  /** Uploads the chosen video, and returns whether the server has it. */
  async upload() {
    const file = inputById("upload").files?.[0];
    if (!file) {
      this.problem(words.text("start.no-file"));
      return false;
    }
    const go = buttonById("go");
    this.problem("");
    go.disabled = true;
    go.textContent = words.text("start.uploading");
    try {
      await this.server.ask("/api/upload", { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } });
      return true;
    } catch (e) {
      this.problem(e instanceof TypeError ? words.text("problem.gone.title") : messageOf(e)); // the first is the browser's own: no one answers
      return false;
    } finally {
      go.disabled = false;
      go.textContent = words.text("start.go");
    }
  }
}
