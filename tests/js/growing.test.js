// What the page says of a network's growing up follows from what it shows.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { answersFrom, curves, findings, letsGoFrom, turnOf } from "../../static/js/core/growing/growth.js";

const WORDS = ["India", "is", "big", ".", "Norway", "is", "big", ".", "___"];
const END = WORDS.length - 2;

/**
 * @param {number} updates
 * @param {string[]} answers after each word; "" where it is not sure
 * @param {number} [gate] at Norway
 */
function snapshot(updates, answers, gate = 1) {
  const belief = answers.map((word) => [word ? { word, p: 0.9 } : { word: "red", p: 0.1 }]);
  const chances = answers.map((word) => ["India", "Norway"].map((one) => (one === word ? 0.9 : 0.05)));
  return { updates, gates: { f: WORDS.map((_, n) => (n === 4 ? gate : 1)) }, belief, chances };
}

const said = (/** @type {string} */ before, /** @type {string} */ after) => WORDS.map((_, n) => (n < 4 ? before : after));
const tokens = WORDS.map((text) => ({ text, known: true, start: 0, end: 0 }));

/** @param {...ReturnType<typeof snapshot>} snapshots */
const growing = (...snapshots) => ({ tokens, fact: "topic", question: "", end: END, answers: ["India", "Norway"], keeps: "f", snapshots });

const NOTHING = snapshot(0, said("", ""));
const HOLDS = snapshot(100, said("India", "India"), 0.9);
const EARLY = snapshot(200, said("India", "Norway"), 0.3);
const SLIPS = snapshot(300, said("India", "India"), 0.8);
const GROWN = snapshot(4000, said("India", "Norway"), 0.2);

test("it lets go from where on it always does, not from where it does first", () => {
  const story = growing(NOTHING, HOLDS, EARLY, SLIPS, GROWN);
  assert.deepEqual(turnOf(story), { token: 4, from: "India", to: "Norway" });
  assert.equal(letsGoFrom(story, { token: 4, from: "India", to: "Norway" }), 4000);
  assert.deepEqual(answersFrom(story), { answer: "Norway", updates: 4000 });
  assert.deepEqual(findings(growing(NOTHING, HOLDS, EARLY, GROWN)), [
    "From update 200 on it lets go of India at “Norway”.",
    "From update 200 on it answers Norway at the end.",
  ]);
});

test("a word at which it is not sure lies between two answers, and is no answer", () => {
  const unsure = said("India", "Norway").map((word, n) => (n === 4 || n === 5 ? "" : word));
  const story = growing(NOTHING, snapshot(4000, unsure));
  assert.deepEqual(turnOf(story), { token: 6, from: "India", to: "Norway" });
  assert.match(findings(story)[0] ?? "", /does not let go of India at “big” for good/);
});

test("what never changes its mind, or never has an answer, is said so", () => {
  assert.deepEqual(findings(growing(NOTHING, HOLDS)), [
    "From update 100 on it answers India at the end.",
    "Nothing in this sentence makes it let go of India.",
  ]);
  assert.match(findings(growing(NOTHING))[0] ?? "", /not sure of any answer/);
});

test("the curves are the chances and the gate that the words show", () => {
  const [remembers, answers, gate] = curves(growing(NOTHING, HOLDS, GROWN));
  assert.deepEqual(remembers, { name: "It remembers India before “Norway”", tone: 1, values: [0.05, 0.9, 0.9] });
  assert.deepEqual(answers, { name: "It answers Norway at the end", tone: 2, values: [0.05, 0.05, 0.9] });
  assert.deepEqual(gate, { name: "Forget gate at “Norway”", tone: 0, values: [1, 0.9, 0.2] });
  assert.deepEqual(curves(growing(NOTHING, HOLDS)).map(({ name }) => name), ["It answers India at the end", "It answers Norway at the end"]);
});
