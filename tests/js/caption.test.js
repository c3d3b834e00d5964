// What is said of the lanes at a word follows from their numbers: nothing is let go where nothing lay, nothing is written where
// the gates stayed shut.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { Walk } from "../../static/js/core/walk.js";
import { caption } from "../../static/js/core/walk/caption.js";
import { holdersOf } from "../../static/js/core/walk/holders.js";
import { equation, factor, MINIMAL } from "./minimal.js";

const CELL = {
  ...MINIMAL,
  equations: [
    equation("f", "gate", ["keeps"], [0, 1], "forget gate"),
    equation("i", "gate", ["writes"], [0, 1], "input gate"),
    equation("g", "candidate", ["writes"], [-1, 1]),
    equation("s", "state", ["belt", "output"], [null, null]),
  ],
  belt: {
    state: "s",
    keeps: { text: "f", factors: [factor("f")] },
    puts: [{ text: "i * g", factors: [factor("i"), factor("g")] }],
    shows: null,
    standing: { f: 1, i: 0 },
  },
};

/**
 * @param {number[][]} f of each unit at each token
 * @param {number[][]} put what is added
 * @param {string[]} answers ``""``: it does not know
 */
function walked(f, put, answers) {
  const units = f[0]?.length ?? 0;
  /** @type {number[][]} */
  const s = [];
  f.forEach((gates, token) => s.push(gates.map((gate, unit) => gate * (s[token - 1]?.[unit] ?? 0) + (put[token]?.[unit] ?? 0))));
  const packed = (/** @type {number[][]} */ rows) => ({ shape: [rows.length, units], type: "float32", base64: Buffer.from(new Float32Array(rows.flat()).buffer).toString("base64") });
  const belief = answers.map((word) => [{ word: word || "India", p: word ? 0.9 : 0.1 }]);
  const signals = { f: packed(f), i: packed(f.map((row) => row.map(() => 1))), g: packed(put), s: packed(s) };
  const tokens = answers.map((_, n) => ({ text: `word${n}`, known: true, start: 0, end: 0 }));
  const memory = [{ fact: "topic", question: "The capital of", units: [0], weights: [1], prior: [], belief }];
  return new Walk(/** @type {any} */ ({ tokens, signals, layers: [], backward: null, predictions: answers.map(() => [{ word: "next", p: 0.5 }]), blanks: [], memory }), /** @type {any} */ (CELL));
}

/** @param {Walk} walk @param {number} token @param {number[]} units */
const said = (walk, token, units) => caption(walk, token, "usual", units).text;

const KEEP = [1, 1, 1];
const NOTHING = [0, 0, 0];

test("where lanes let go, nothing is added and the answer stays, it says which units hold it, and not that it is written again", () => {
  const walk = walked([KEEP, [0, 0, 1]], [[1, -1, 0.9], NOTHING], ["India", "India"]);
  assert.equal(
    said(walk, 1, [0, 1]),
    "It still answers “India”, 90\u00a0%. All of these 2 lanes let go of their old values: on average 0\u00a0% stays. Nothing new is added. " +
      "The answer stays the same: unit 2 still holds what it got at “word0”.",
  );
  assert.deepEqual(holdersOf(walk, 1), { origin: 0, units: [2] });
});

test("many that hold it are counted, and three are named", () => {
  const many = [1, 1, 1, 1, 1];
  const walk = walked([many, [0, 1, 1, 1, 1]], [[1, 0.9, 0.8, -0.7, 0.6], [0, 0, 0, 0, 0]], ["India", "India"]);
  assert.match(said(walk, 1, [0]), /4 other units, such as 1, 2 and 3, still hold what they got at “word0”\.$/);
});

test("where no other unit holds the answer, what is left is enough for it", () => {
  const walk = walked([KEEP, [0.1, 0.1, 0.1]], [[1, 1, 1], NOTHING], ["India", "India"]);
  assert.match(said(walk, 1, [0, 1, 2]), /10\u00a0% stays\. Nothing new is added\. The answer stays the same: what is left is enough for it\.$/);
});

test("it is written again where the lanes get again what they let go, and only there", () => {
  const [again, other] = [[1, -1, 1], [-1, 1, 1]].map((put) => walked([KEEP, NOTHING], [[1, -1, 1], put], ["India", "India"]));
  assert.match(said(/** @type {Walk} */ (again), 1, [0, 1, 2]), /New values are added, 1\.00 from zero on average\. The answer stays the same: it is written again\.$/);
  assert.doesNotMatch(said(/** @type {Walk} */ (other), 1, [0, 1]), /again/);
});

test("nothing is let go where nothing lay", () => {
  const walk = walked([KEEP, NOTHING], [[0.004, 0, 0.01], [1, 1, -1]], ["", "Portugal"]);
  assert.match(said(walk, 1, [0, 1, 2]), /These 3 lanes were as good as empty: there was nothing to forget\. New values are added, 1\.00/);
  const first = walked([NOTHING], [[1, 1, -1]], ["Portugal"]);
  assert.match(said(first, 0, [0, 1, 2]), /Nothing was on the belt before\. New values are put onto these 3 lanes, 1\.00/);
});

test("only lanes that held something are counted among those that let go, and what stays is of these", () => {
  const walk = walked([KEEP, [0, 0, 1]], [[1, 0.001, 0.2], NOTHING], ["India", ""]);
  assert.match(said(walk, 1, [0, 1, 2]), /A part of the old values rides on: in these 2 lanes on average 50\u00a0% stays\./);
  const shut = walked([KEEP, [0.1, 0, 0.2]], [[1, 0.001, 0.2], NOTHING], ["India", ""]);
  assert.match(said(shut, 1, [0, 1, 2]), /2 of these 3 lanes let go of their old values: on average 15\u00a0% stays\./);
});

test("nothing is ever said to be 0.00 from zero", () => {
  const texts = [NOTHING, [0.003, 0, 0], [0.02, 0, 0], [0.06, 0, 0]].map((put) => said(walked([NOTHING], [put], [""]), 0, [0, 1, 2]));
  const [none, least, little, one] = texts;
  assert.match(none ?? "", /Nothing was on the belt before\. Nothing new is added\.$/);
  assert.match(least ?? "", /Nothing new is added\.$/);
  assert.match(little ?? "", /Hardly anything new is added\.$/);
  assert.match(one ?? "", /A new value is added to 1 of these 3 lanes, 0\.06 from zero\.$/);
});

test("where the old values stay and the answer changes all the same, it says that it follows the new ones", () => {
  const walk = walked([KEEP, KEEP], [[1, 1, 1], [-1, 1, -1]], ["India", "Norway"]);
  assert.match(said(walk, 1, [0, 1, 2]), /The old values ride on: in these 3 lanes on average 100\u00a0% stays\. New values are added, 1\.00 from zero on average\. The answer follows the new ones\.$/);
});

test("the question is named where what it expects next is the same word with another number", () => {
  const walk = walked([KEEP, KEEP], [[1, 1, 1], NOTHING], ["India", "India"]);
  assert.match(said(walk, 1, [0]), /^It still answers “India”, 90\u00a0%\./);
  walk.trace.predictions = [[], [{ word: "India", p: 0.7 }]];
  assert.match(said(walk, 1, [0]), /^Asked “The capital of ___”, it still answers “India”, 90\u00a0%\./);
});

test("a name that the network knows in small letters is written as the sentence has it, and no other word", () => {
  const { trace } = walked([KEEP, KEEP, KEEP], [NOTHING, NOTHING, NOTHING], ["rex", "called", "rex"]);
  trace.tokens = ["Called", "Rex", "."].map((text) => ({ text, known: true, start: 0, end: 0 }));
  assert.deepEqual(new Walk(trace, /** @type {any} */ (CELL)).answers, ["Rex", "called", "Rex"]);
});
