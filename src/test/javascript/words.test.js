import assert from "node:assert/strict";
import { test } from "node:test";
import * as words from "../../main/resources/formcheck/web/page/words.js";

test("a text has its values in place of their names, and keeps a name without a value", () => {
  words.use("en", { greeting: "{a} and {b}, {a} again" });
  assert.equal(words.text("greeting", { a: 1, b: "two" }), "1 and two, 1 again");
  assert.equal(words.text("greeting", { a: 0 }), "0 and {b}, 0 again");
});

test("a key without a text is shown itself", () => {
  words.use("en", { items: ["a", "b"] });
  assert.equal(words.text("nothing"), "nothing");
  assert.equal(words.text("items"), "items");
  assert.equal(words.has("nothing"), false);
  assert.equal(words.has("items"), false);
  assert.deepEqual(words.list("items"), ["a", "b"]);
  assert.deepEqual(words.list("nothing"), []);
});

test("numbers, days and lists follow the language", () => {
  words.use("en", {});
  assert.equal(words.number(2.75, 1), "2.8");
  assert.equal(words.number(3), "3");
  assert.equal(words.number(3, 1), "3.0");
  assert.equal(words.day("2026-11-30"), "Nov 30");
  assert.equal(words.dayWithYear("2026-11-30"), "30 Nov 2026");
  assert.equal(words.joined(["1", "2", "3"]), "1, 2, and 3");
  words.use("de", {});
  assert.equal(words.current(), "de");
  assert.equal(words.number(2.75, 1), "2,8");
  assert.equal(words.day("2026-11-30"), "30. Nov.");
  assert.equal(words.dayWithYear("2026-11-30"), "30. Nov. 2026");
  assert.equal(words.joined(["1", "2", "3"]), "1, 2 und 3");
});
