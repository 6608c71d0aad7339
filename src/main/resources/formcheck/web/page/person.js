// Who exercises, with what, and what may be kept. The fields begin as they were the last time.

import { byId, inputById, make, selectById } from "./dom.js";
import { provenWords } from "./proving.js";

/** @import { KnownPerson, People, PersonChoice, PictureChoice } from "./messages.js" */
/** @import { Server } from "./server.js" */

export class Person {
  /**
   * @param {Server} server
   * @param {(name: string, known?: KnownPerson) => void} chosen called with the person who exercises
   */
  constructor(server, chosen) {
    this.server = server;
    this.chosen = chosen;
    /** @type {KnownPerson[]} */
    this.people = [];
    this.name = inputById("person");
    this.kilograms = inputById("kilograms");
    this.band = inputById("band");
    this.painBefore = inputById("pain-before");
    this.pictures = selectById("pictures");
    this.pictureDays = inputById("picture-days");
    this.decides = inputById("proven-decides");
    /** Whose fields are shown; nothing where the person filled them in. */
    this.shown = /** @type {KnownPerson | undefined} */ (undefined);
    // While they type, not when they leave the field: lines that change their height then would move what they click at.
    this.name.oninput = () => this.named();
    this.pictures.onchange = () => this.showDays();
  }

  /** Asks the server who is known. Where sessions are not kept, nothing is asked of the person. */
  async load() {
    try {
      const known = /** @type {People} */ (await this.server.json("/api/people"));
      this.people = known.people;
      byId("person-row").hidden = !known.keeps;
      byId("prescription-row").hidden = !known.keeps;
      byId("show-browsers").hidden = !known.keeps;
      this.tell(known.problem);
    } catch {
      this.people = [];
    }
    byId("people").replaceChildren(...this.people.map(({ name }) => make("option", { value: name })));
    if (!this.name.value && this.people.length > 0) {
      const last = localStorage.getItem("person");
      this.fill(this.people.find((person) => person.name === last) ?? this.people[0]);
    } else {
      this.tellWho();
    }
  }

  /** Whether someone has exercised here before. */
  get hasExercised() {
    return this.people.length > 0;
  }

  /** The person of the name that is written; nothing where nobody of that name is known. */
  get known() {
    const name = this.name.value.trim().toLowerCase();
    return this.people.find((person) => person.name.toLowerCase() === name);
  }

  /** Shows the fields of whoever is named now. What one person chose is never another one's choice. */
  named() {
    const { known } = this;
    if (known) {
      this.fill(known);
      return;
    }
    if (this.shown) {
      this.clear();
    }
    this.showProven();
    this.tellWho();
  }

  /** Says who exercises. */
  tellWho() {
    this.chosen(this.name.value.trim(), this.known);
  }

  /**
   * Shows a person whose choices were changed elsewhere.
   * @param {string} name
   */
  async choose(name) {
    await this.load();
    this.name.value = name;
    this.named();
  }

  /** Clears the fields: someone was erased, and they may be theirs. */
  forget() {
    this.name.value = "";
    this.clear();
    this.showProven();
    return this.load();
  }

  /** Empties all fields but the name. No image is kept of whoever did not choose it. */
  clear() {
    for (const field of [this.kilograms, this.band, this.painBefore]) {
      field.value = "";
    }
    this.pictures.value = "none";
    this.shown = undefined;
    this.showDays();
  }

  /** @param {KnownPerson} [person] */
  fill(person) {
    if (person) {
      this.shown = person;
      // Only where it differs: the caret stays where they type.
      if (this.name.value.trim() !== person.name) {
        this.name.value = person.name;
      }
      this.kilograms.value = String(person.kilograms ?? "");
      this.band.value = person.band ?? "";
      this.pictures.value = person.pictures;
      this.pictureDays.value = String(person.days);
    }
    this.showProven(person);
    this.showDays();
    this.tellWho();
  }

  /**
   * Shows what was proven of this person, and whether that decides. Of someone who is not known neither is.
   * @param {KnownPerson} [person]
   */
  showProven(person) {
    const proven = provenWords(person);
    byId("proven").hidden = !proven;
    byId("proven").textContent = proven;
    this.decides.checked = person?.provenDecides ?? false;
  }

  showDays() {
    byId("picture-days-row").hidden = this.pictures.value === "none";
  }

  /**
   * Returns what the page sends to the server when a session begins.
   * @returns {PersonChoice}
   */
  choice() {
    const number = (/** @type {HTMLInputElement} */ { value }) => (value === "" ? undefined : Number(value));
    const asked = (/** @type {string} */ id) => !byId(id).hidden;
    const name = this.name.value.trim();
    localStorage.setItem("person", name);
    return {
      name,
      kilograms: asked("kilograms-row") ? number(this.kilograms) : undefined,
      band: asked("band-row") ? this.band.value.trim() : "",
      painBefore: number(this.painBefore),
      pictures: /** @type {PictureChoice} */ (this.pictures.value),
      days: number(this.pictureDays),
      provenDecides: this.decides.checked,
    };
  }

  /**
   * Shows what cannot be kept just now.
   * @param {string} [problem] none where everything can
   */
  tell(problem) {
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".not-kept"))) {
      line.textContent = problem ?? "";
      line.hidden = !problem;
    }
  }
}
