// The check of the head's posture with the chair turned: its cues, its panel and its words.

import * as words from "./words.js";

const STEPS = ["turn", "usual", "tall"];

/** What was found, one sentence. */
export function headWords(head) {
  return head.verdict === "not-judged"
    ? words.text("head.not-judged", { why: words.text(`why.${head.why}`) })
    : words.text(`head.${head.verdict}`);
}

export function headCue(message) {
  const step = message.stage.slice("head-".length);
  // At first nobody has turned yet: that is no mistake.
  const mistaken = message.advice && !(step === "turn" && message.advice === "turned-too-little");
  return { kind: "advice", text: words.text(mistaken ? `advice.${message.advice}` : `cue.head-${step}`) };
}

export function headPanel(message) {
  const element = (id) => document.getElementById(id);
  const step = message.stage.slice("head-".length);
  const done = step === "result";
  const now = STEPS.indexOf(step);
  const title = done ? headWords(message.head) : words.text("head.title");
  if (element("head-title").textContent !== title) {
    element("head-title").textContent = title;
  }
  element("head-steps").hidden = done;
  STEPS.forEach((name, index) => {
    const item = element(`step-head-${name}`);
    item.classList.toggle("now", index === now);
    item.classList.toggle("done", index < now);
    if (index === now) {
      item.setAttribute("aria-current", "step");
    } else {
      item.removeAttribute("aria-current");
    }
    const share = index === now ? message.progress ?? 0 : index < now ? 1 : 0;
    element(`head-${name}-bar`).style.setProperty("--done", `${100 * share}%`);
  });
  const foot = words.text(done ? "head.foot-result" : step === "turn" ? "head.foot-turn" : "head.foot-hold");
  if (element("head-foot").textContent !== foot) {
    element("head-foot").textContent = foot;
  }
}
