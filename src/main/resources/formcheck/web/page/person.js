// Who exercises, with what, and what may be kept: as it was last time.

import * as words from "./words.js";

const $ = (id) => document.getElementById(id);

export class Person {
  constructor(kept) {
    this.kept = kept;
    this.people = [];
    $("person").onchange = () => this.fill(this.people.find((person) => person.name.toLowerCase() === $("person").value.trim().toLowerCase()));
    $("pictures").onchange = () => this.days();
  }

  /** Asks the server who is known. Where sessions are not kept nothing is asked of the person. */
  async load() {
    try {
      const known = await this.kept.json("/api/people");
      this.people = known.people;
      $("person-row").hidden = !known.keeps;
      $("show-browsers").hidden = !known.keeps;
      this.tell(known.problem);
    } catch {
      this.people = [];
    }
    $("people").replaceChildren(...this.people.map((person) => Object.assign(document.createElement("option"), { value: person.name })));
    if (!$("person").value && this.people.length > 0) {
      const last = localStorage.getItem("person");
      this.fill(this.people.find((person) => person.name === last) ?? this.people[0]);
    }
  }

  /** Somebody was erased: what is in the fields may be theirs. */
  forget() {
    for (const id of ["person", "kilograms", "band", "pain-before"]) {
      $(id).value = "";
    }
    $("pictures").value = "none";
    this.proven();
    this.days();
    return this.load();
  }

  fill(person) {
    if (person) {
      $("person").value = person.name;
      $("kilograms").value = person.kilograms ?? "";
      $("band").value = person.band ?? "";
      $("pictures").value = person.pictures;
      $("picture-days").value = person.days;
    }
    this.proven(person);
    this.days();
  }

  /** What was proven of this person, and whether that decides; of somebody who is not known neither. */
  proven(person) {
    const passed = (person?.proven ?? []).filter((proof) => proof.outcome === "passed");
    const each = passed.map(({ contrast, right, shown, on }) =>
      words.text("person.proven-one", { what: words.text(`prove.${contrast}`), right, shown, day: words.day(on) }));
    $("proven").hidden = !each.length;
    $("proven").textContent = each.length ? words.text("person.proven", { list: each.join(", ") }) : "";
    $("proven-decides").checked = person?.provenDecides ?? false;
  }

  days() {
    $("picture-days-row").hidden = $("pictures").value === "none";
  }

  /** What the server is told when a session begins. */
  choice() {
    const number = (id) => ($(id).value === "" ? undefined : Number($(id).value));
    localStorage.setItem("person", $("person").value.trim());
    return {
      name: $("person").value.trim(),
      kilograms: number("kilograms"),
      band: $("band").value.trim(),
      painBefore: number("pain-before"),
      pictures: $("pictures").value,
      days: number("picture-days"),
      provenDecides: $("proven-decides").checked,
    };
  }

  /** One line for what cannot be kept just now. */
  tell(problem) {
    for (const line of document.querySelectorAll(".not-kept")) {
      line.textContent = problem ?? "";
      line.hidden = !problem;
    }
  }
}
