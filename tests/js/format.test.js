// Several things in one sentence are written as the texts are: in British English, without a comma before "and".

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { listed, oneByOne } from "../../static/js/core/format.js";

test("of three things in a list the last follows an \"and\" without a comma", () => {
  assert.equal(listed(["LSTM", "GRU", "plain RNN"]), "LSTM, GRU and plain RNN");
  assert.equal(listed(["LSTM", "GRU"]), "LSTM and GRU");
  assert.equal(listed(["LSTM"]), "LSTM");
  assert.equal(listed([]), "");
});

test("choices stand one by one", () => {
  assert.equal(oneByOne(["LSTM", "GRU", "plain RNN"]), "LSTM, GRU, plain RNN");
});
