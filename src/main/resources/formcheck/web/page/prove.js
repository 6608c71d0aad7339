// The proving of verdicts by contrasts that the person shows: its cues, its panel and its words.

import * as words from "./words.js";
import { tick } from "./figures.js";

const CONTRASTS = ["squeeze", "elbows", "slouch"];
const SIGNS = { passed: "right", open: "waiting", refuted: "wrong" };

const element = (id) => document.getElementById(id);

function write(id, text) {
  if (element(id).textContent !== text) {
    element(id).textContent = text;
  }
}

/** What was found of one contrast, in words. */
function found({ contrast, right, wrong, shown }) {
  return words.text(wrong ? "prove.found-wrong" : "prove.found", { what: words.text(`prove.${contrast}`), right, wrong, shown });
}

/** What is said large: what is to be done now, or what stands in its way. */
export function proveCue(message) {
  const { proving } = message;
  if (message.stage === "prove-result") {
    return { kind: "", text: words.text(proving.found ? "cue.prove-result" : "cue.prove-wait") };
  }
  if (message.advice) {
    const known = words.has(`advice.${message.advice}`);
    return { kind: "advice", text: words.text(known ? `advice.${message.advice}` : "advice.prove-unseen") };
  }
  return { kind: "advice", text: words.text(`cue.prove-${cueOf(proving)}`) };
}

/** What comes next is told with its contrast; elsewhere the word is enough. */
function cueOf({ contrast, word }) {
  return word === "read" || word === "up" ? `${word}-${contrast}` : word;
}

export function provePanel(message) {
  const { proving } = message;
  const result = message.stage === "prove-result";
  write("prove-title", words.text(result ? "prove.title-result" : "prove.title"));
  element("panel-prove").dataset.word = proving.word; // for whoever does what is asked and cannot read, such as a test
  element("prove-steps").toggleAttribute("data-found", Boolean(proving.found));
  const now = CONTRASTS.indexOf(proving.contrast);
  CONTRASTS.forEach((name, index) => {
    const item = element(`step-prove-${name}`);
    const verdict = proving.found?.find((one) => one.contrast === name);
    const current = !result && index === now;
    item.classList.toggle("now", current);
    item.classList.toggle("done", !result && index < now);
    item.toggleAttribute("aria-current", current);
    if (current) {
      item.setAttribute("aria-current", "step");
    }
    item.hidden = Boolean(proving.found) && !verdict;
    const count = current ? words.text("prove.count", { what: words.text(`prove.${name}`), n: proving.number, of: proving.times }) : words.text(`prove.${name}`);
    write(`prove-${name}-text`, verdict ? found(verdict) : count);
    element(`prove-${name}-bar`).hidden = result;
    element(`prove-${name}-bar`).style.setProperty("--done", `${100 * (current ? proving.progress : index < now ? 1 : 0)}%`);
    const sign = verdict ? SIGNS[verdict.outcome] : index < now && !result ? "right" : "waiting";
    if (item.dataset.sign !== sign) {
      item.dataset.sign = sign;
      item.firstElementChild.replaceChildren(tick(sign));
    }
  });
  write("prove-foot", words.text(footOf(proving, result)));
}

function footOf({ word, found: verdicts }, result) {
  if (!result) {
    return word === "read" ? "prove.foot-read" : "prove.foot";
  }
  if (!verdicts) {
    return "prove.foot-wait";
  }
  if (!verdicts.length) {
    return "prove.foot-nothing";
  }
  return verdicts.some((one) => one.outcome === "passed") ? "prove.foot-passed" : "prove.foot-open";
}
