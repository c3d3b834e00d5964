// Several things in one sentence are written as the texts are: in British English, without a comma before "and". Words that are
// quoted leave the sentence around them in its order.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { listed, oneByOne, powerOfTen, quoted } from "../../static/js/core/format.js";

test("of three things in a list the last follows an \"and\" without a comma", () => {
  assert.equal(listed(["LSTM", "GRU", "plain RNN"]), "LSTM, GRU and plain RNN");
  assert.equal(listed(["LSTM", "GRU"]), "LSTM and GRU");
  assert.equal(listed(["LSTM"]), "LSTM");
  assert.equal(listed([]), "");
});

test("choices stand one by one", () => {
  assert.equal(oneByOne(["LSTM", "GRU", "plain RNN"]), "LSTM, GRU, plain RNN");
});

test("an Arabic or Hebrew word is set apart, so that what follows it stays behind it", () => {
  assert.equal(quoted("مصر"), "“\u2068مصر\u2069”");
  assert.equal(quoted("שלום"), "“\u2068שלום\u2069”");
  assert.equal(quoted("Perú"), "“Perú”");
});

test("a very small or a very large number is written with a power of ten", () => {
  assert.equal(powerOfTen(5.14e-7, 1), "5.1\u00a0×\u00a010⁻⁷");
  assert.equal(powerOfTen(3e12, 2), "3.00\u00a0×\u00a010¹²");
});
