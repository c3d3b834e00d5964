// A sentence in lines.

import assert from "node:assert/strict";
import { test } from "node:test";

import { linesOf } from "../../static/js/core/walk/lines.js";

const width = (/** @type {string} */ word) => word.length;
const broken = (/** @type {string} */ text, /** @type {number} */ room) => {
  const words = text.split(" ");
  return linesOf(words, width, room).map(({ from, to }) => words.slice(from, to).join(" "));
};

test("what has room stays on one line", () => {
  assert.deepEqual(broken("I live in India .", 100), ["I live in India ."]);
});

test("a line holds as many words as there is room for", () => {
  assert.deepEqual(broken("aaa bbb ccc ddd e", 6), ["aaa bbb", "ccc ddd", "e"]);
});

test("no line begins with a full stop", () => {
  assert.deepEqual(broken("aa bbbb . cc", 6), ["aa", "bbbb .", "cc"]);
});

test("a word that is too wide has a line of its own, and no word is lost", () => {
  assert.deepEqual(broken("a bbbbbbbbb c .", 4), ["a", "bbbbbbbbb", "c ."]);
});
