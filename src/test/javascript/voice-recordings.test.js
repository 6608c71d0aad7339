import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { sentencesOf } from "../../main/resources/formcheck/web/page/spoken-sentences.js";
import { VoiceLead } from "../../main/resources/formcheck/web/page/voice-lead.js";
import * as words from "../../main/resources/formcheck/web/page/words.js";
import { set, state } from "./support.js";

/** @import { RepMark, SessionState, SetAdvice, SetState, Stage } from "../../main/resources/formcheck/web/page/messages.js" */

const WEB = new URL("../../main/resources/formcheck/web/", import.meta.url);

test("sentences are split as the recordings are", () => {
  assert.deepEqual(sentencesOf("Goal reached. Rest, or go on."), ["Goal reached", "Rest, or go on"]);
  assert.deepEqual(sentencesOf("0.8 seconds down. Slower"), ["0.8 seconds down", "Slower"]);
  assert.deepEqual(sentencesOf(""), []);
});

/** @param {string} name */
function json(name) {
  return JSON.parse(readFileSync(new URL(name, WEB), "utf8"));
}

/**
 * Every text that the lead says, by the states that lead to it.
 * @param {Record<string, string>} texts
 */
function everythingSaid(texts) {
  /** @type {string[]} */
  const all = [];
  const keys = (/** @type {string} */ prefix) => Object.keys(texts)
    .filter((key) => key.startsWith(prefix) && !key.endsWith(".more")).map((key) => key.slice(prefix.length));
  const play = (/** @type {Partial<SessionState>[]} */ ...states) => {
    const one = new VoiceLead();
    one.variant = variant;
    states.forEach((more, i) => all.push(...one.hear(state(more), 1000 * i).lines.map(({ text }) => text)));
  };
  let variant = "";
  const before = /** @type {const} */ ({ stage: "baseline" });
  for (const id of keys("cue.").filter((key) => !/^(prove-|head-(turn|usual|tall|result)$)/.test(key))) {
    play(before, {}, { cue: { id, urgency: id === "fast-descent" ? "descent" : "form", text: "" } });
  }
  for (const key of keys("cue.prove-").filter((word) => !["wait", "result"].includes(word))) {
    const contrast = /** @type {const} */ (["squeeze", "elbows", "slouch"]).find((one) => key.endsWith(`-${one}`)) ?? "squeeze";
    play({ stage: "prove", proving: { contrast, number: 1, times: 3, word: key.replace(/^(read|up)-.*/, "$1"), progress: 0, done: 0, all: 3 } });
  }
  for (const step of ["turn", "usual", "tall", "result"]) {
    play({ stage: /** @type {Stage} */ (`head-${step}`) });
  }
  for (const advice of keys("advice.").filter((key) => !/^(set\.|trend\.|dropped\.|seconds$|half-second$)/.test(key))) {
    play({ stage: "placement", advice }, { stage: "placement", advice });
  }
  for (const stage of /** @type {const} */ (["baseline", "raise-most", "raise-forward"])) {
    play({ stage });
  }
  for (const pause of keys("pause.")) {
    play(before, {}, { pause }, { pause }, {});
  }
  keys("remark.").forEach((remark) => play({ remark }));
  play({ stage: "countdown", secondsLeft: 3 }, { stage: "countdown", secondsLeft: 2 }, { stage: "countdown", secondsLeft: 1 });
  play(before, {}, { phase: "hold" }, ...[1, 2, 3].map((beat) => /** @type {const} */ ({ phase: "eccentric", beat })));
  play(before, {}, ...Array.from({ length: 20 }, (_, i) => ({ set: set({ count: i + 1 }) })));
  const ended = (/** @type {Partial<SetState>} */ more) => play(before, {}, { stage: "rest", set: set(more) });
  const many = (/** @type {number} */ count, /** @type {RepMark["pace"]} */ pace = "controlled") =>
    Array.from({ length: count }, () => /** @type {const} */ ({ kind: "clean", counts: true, down: 3, pace }));
  for (let count = 0; count <= 20; count++) {
    ended({ count });
    ended({ count, marks: many(count) });
    ended({ count, marks: many(count, "quick") });
    ended({ count: 20, marks: many(count) });
    ended({ count, marks: many(count), advice: { kind: "sinking", reps: [], height: { first: 90, last: 80 } } });
  }
  for (const key of keys("advice.set.")) {
    const kind = /** @type {SetAdvice["kind"]} */ (key.replace(/-one$/, ""));
    ended({ count: 3, advice: { kind, reps: key.endsWith("-one") ? [1] : [1, 2], seconds: 0.8 } });
  }
  for (variant of ["", "band", "weights"]) {
    ended({ count: 3 });
  }
  play(before, { stage: "pain" });
  play(before, { stage: "rest" }, { stage: "rest", sounds: ["rest-soon"] }, { stage: "rest", sounds: ["rest-over"] }, { stage: "done" });
  return all;
}

for (const language of ["en", "de"]) {
  test(`every sentence that the voice says has a recording, and every recording is said (${language})`, () => {
    const texts = { ...json(`texts/${language}.json`), ...json(`texts/report-${language}.json`) };
    words.use(language, texts);
    const prompts = json("voice/prompts.json")[language];
    const sentences = new Set(everythingSaid(texts).flatMap(sentencesOf));
    // Sentences with values other than small numbers have none.
    const open = [...sentences].filter((sentence) => !(sentence in prompts));
    const withValues = Object.values(texts).filter((text) => typeof text === "string").flatMap(sentencesOf).filter((text) => text.includes("{"))
      .map((text) => new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, ".+")}$`));
    assert.deepEqual(open.filter((sentence) => !withValues.some((form) => form.test(sentence))), []);
    assert.deepEqual(Object.keys(prompts).filter((sentence) => !sentences.has(sentence)), []);
    for (let count = 1; count <= 20; count++) {
      assert.ok(String(count) in prompts, String(count));
    }
  });
}

test("the recordings are the files that are listed, below 3 MB together", () => {
  const listed = Object.values(json("voice/prompts.json")).flatMap((prompts) => Object.values(prompts)).map(({ file }) => file).sort();
  const files = readdirSync(new URL("voice/", WEB)).filter((file) => file.endsWith(".weba")).sort();
  assert.deepEqual(files, listed);
  assert.ok(files.reduce((sum, file) => sum + readFileSync(new URL(`voice/${file}`, WEB)).length, 0) < 3e6);
});
