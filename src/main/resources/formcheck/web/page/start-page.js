// The start page: the exercise, the source of the frames, what comes before the set, and what is heard.

import { Camera } from "./camera.js";
import { byId, buttonById, fillBar, inputById, make, selectById, write } from "./dom.js";
import { messageOf } from "./server.js";
import { choiceOf, firstOffered, namesBrowserCamera, sourceEntries, sourceOf } from "./sources.js";
import { whoLines } from "./who-line.js";
import * as words from "./words.js";

/** @import { Choices, KnownPerson, Month } from "./messages.js" */
/** @import { Server } from "./server.js" */
/** @import { SessionChoice } from "./sources.js" */

export class StartPage {
  /**
   * @param {Server} server
   * @param {{ begin: (choice: SessionChoice) => void, sourceChosen: () => void }} listener begin: a session is to begin
   */
  constructor(server, listener) {
    this.server = server;
    this.listener = listener;
    this.name = "";
    /** Whether sessions of this person are stored. */
    this.known = false;
    /** @type {Month | undefined} */
    this.month = undefined;
    /** @type {Choices} */
    this.choices = { variants: [], cameras: [], samples: [] };
    this.source = selectById("source");
    this.sound = inputById("sound");
    this.speech = inputById("speech");
    inputById("raises").checked = localStorage.getItem("raises") === "true";
    this.sound.checked = localStorage.getItem("sound") !== "false";
    this.speech.checked = localStorage.getItem("voice") !== "false";
    /** Whether the phone is among the sources. */
    this.phone = false;
    /** The source that the person chose on this page; "" before they chose. */
    this.chosenSource = "";
    this.source.onchange = () => {
      this.chosenSource = this.source.value;
      this.showRows();
    };
    byId("setup").onchange = () => this.showChosen();
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
    const entries = sourceEntries(devices, this.choices, this.phone);
    this.source.replaceChildren(...entries.map(({ value, label }) => make("option", { value }, label)));
    const values = entries.map(({ value }) => value);
    this.source.value = firstOffered(values, [this.chosenSource, localStorage.getItem("source")]);
    this.showRows();
    this.showChosen();
    buttonById("go").disabled = false;
    document.documentElement.dataset.choices = "ready";
  }

  offerVariants() {
    const { variants } = this.choices;
    // The choices are shown again when the browser names its cameras, and in another language: what is chosen stays.
    const chosen = firstOffered(variants, [this.variant, localStorage.getItem("variant")]);
    byId("variants").replaceChildren(...variants.map((id) => {
      const input = make("input", { type: "radio", name: "variant", value: id });
      input.checked = id === chosen;
      return make("label", { class: "opt" }, input, make("span", {}, words.has(`variant.${id}`) ? words.text(`variant.${id}`) : id));
    }));
    this.showLoad();
  }

  /** @param {string} id of a variant; nothing changes where there is none of that name */
  chooseVariant(id) {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=variant]"))) {
      input.checked = input.value === id || (input.checked && !this.choices.variants.includes(id));
    }
  }

  /** Asks for a weight only where there are weights, and for a band only where there is one. */
  showLoad() {
    byId("kilograms-row").hidden = this.variant !== "weights";
    byId("band-row").hidden = this.variant !== "band";
  }

  /** Names what is chosen, beside the title of the settings. */
  showChosen() {
    this.showLoad();
    const variant = `variant.${this.variant}`;
    const chosen = [words.has(variant) ? words.text(variant) : this.variant, this.source.selectedOptions[0]?.label ?? ""];
    write("chosen", chosen.filter(Boolean).join(" · "));
  }

  /**
   * The browser's camera that is chosen: "" for any, undefined for another source.
   * @returns {string | undefined}
   */
  get device() {
    const { kind, rest } = sourceOf(this.source.value || "browser:");
    return kind === "browser" ? rest : undefined;
  }

  get choosesPhone() {
    return this.source.value === "phone:";
  }

  /**
   * Shows or hides the phone among the sources.
   * @param {boolean} expected whether a phone may connect
   */
  offerPhone(expected) {
    this.phone = expected;
    if (this.choices.variants.length) {
      this.offer();
    }
  }

  /** Chooses the phone, which has just been paired. */
  choosePhone() {
    this.chosenSource = "phone:";
    return this.offer();
  }

  /** The chosen variant of the exercise; "" before there is one. */
  get variant() {
    return /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=variant]:checked"))?.value ?? "";
  }

  /** Shows the choices in another language. */
  retranslate() {
    this.tellWho();
    this.askCourse();
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
    this.listener.sourceChosen();
    const { kind } = sourceOf(this.source.value);
    byId("upload-row").hidden = kind !== "upload";
    byId("address-row").hidden = kind !== "address";
  }

  /** @param {string} text "" for none */
  problem(text) {
    byId("start-problem").textContent = text;
    byId("start-problem").hidden = !text;
  }

  // ---------------------------------------------------------------- who

  /**
   * Shows who exercises, with the choices of the last time.
   * @param {string} name
   * @param {KnownPerson} [known] nothing where the name is new
   */
  async showWho(name, known) {
    if (known?.variant && (name !== this.name || !this.known)) { // who comes back to this page keeps what was chosen
      this.chooseVariant(known.variant);
      this.showChosen();
    }
    if (name !== this.name || !known) {
      this.month = undefined;
    }
    this.name = name;
    this.known = known !== undefined;
    this.tellWho();
    await this.askCourse();
  }

  /**
   * Shows the choices of a person that were just prescribed, also if that person is shown already.
   * @param {() => Promise<void>} choose shows the person
   */
  prescribed(choose) {
    this.name = "";
    return choose();
  }

  /** Asks which session is next: one may have been done since, or the day has changed. */
  async askCourse() {
    const { name } = this;
    if (!this.known) {
      return;
    }
    const asked = new URLSearchParams({ language: words.current(), person: name });
    const month = /** @type {Month | undefined} */ (await this.server.json(`/api/month?${asked}`).catch(() => undefined));
    if (month && this.name === name) {
      this.month = month;
      this.tellWho();
    }
  }

  tellWho() {
    const { title, session } = whoLines(this.name, this.month);
    write("who", title);
    write("session-line", this.known && !this.month ? "" : session); // who is known is not greeted as new until the server has answered
  }

  /**
   * Shows how far the pose model is loaded.
   * @param {boolean} ready
   * @param {number} progress 0 to 1
   */
  showLoading(ready, progress) {
    byId("engine").hidden = ready;
    byId("engine-words").textContent = words.text("start.loading", { percent: Math.round(100 * progress) });
    fillBar("engine-bar", progress);
  }

  // ---------------------------------------------------------------- start

  /**
   * Returns what is chosen.
   * @returns {SessionChoice}
   */
  choice() {
    return {
      ...choiceOf(this.source.value, inputById("address").value), variant: this.variant, raises: inputById("raises").checked,
      head: inputById("head").checked, prove: inputById("prove").checked,
    };
  }

  async submit() {
    const { value } = this.source;
    const choice = this.choice();
    if (choice.kind === "upload" && !(await this.upload())) {
      return;
    }
    if (choice.kind === "address" && !choice.address) {
      this.problem(words.text("start.no-address"));
      return;
    }
    this.problem("");
    localStorage.setItem("variant", choice.variant);
    localStorage.setItem("raises", String(choice.raises));
    localStorage.setItem("source", value);
    localStorage.setItem("sound", String(this.sound.checked));
    localStorage.setItem("voice", String(this.speech.checked));
    this.listener.begin(choice);
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
