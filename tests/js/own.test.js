// The sentences of one's own that a tab knows.

import assert from "node:assert/strict";
import { test } from "node:test";

import { sentencesIn, withSentence } from "../../static/js/core/walk/own.js";

test("the newest sentence stands first, and none stands twice", () => {
  assert.deepEqual(withSentence(["b", "a"], "c"), ["c", "b", "a"]);
  assert.deepEqual(withSentence(["b", "a"], "a"), ["a", "b"]);
});

test("a sentence to which a word was added takes the place of what it was", () => {
  assert.deepEqual(withSentence(["I live", "a"], "I live in", "I live"), ["I live in", "a"]);
});

test("what is kept does not grow for ever, and what somebody else wrote there is not taken", () => {
  const many = Array.from({ length: 30 }, (_, n) => String(n));
  assert.equal(withSentence(many, "new").length, 20);
  assert.deepEqual(sentencesIn([1, "a", null, "b"]), ["a", "b"]);
  for (const strange of [null, "a", 7, { length: 1 }]) assert.deepEqual(sentencesIn(strange), []);
});
