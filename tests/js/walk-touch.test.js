// What can be touched in a walk: its doors, what is said of them, which lanes are shown, before and after, and guesses.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { changeInBrief, changeInWords, including } from "../../static/js/core/walk/changes.js";
import { doorsOf, moved, openness } from "../../static/js/core/walk/doors.js";
import { effectInWords, effectOf, noEffect } from "../../static/js/core/walk/effect.js";
import { grown } from "../../static/js/core/walk/grown.js";
import { changesOfMind, choices, guessInWords, toGuess, UNSURE } from "../../static/js/core/walk/guess.js";
import { lanesInWords, mattering } from "../../static/js/core/walk/lanes.js";
import { pointed } from "../../static/js/core/walk/pointed.js";
import { originOf, whyInWords } from "../../static/js/core/walk/why.js";
import { lastWritten, unwritten, writtenInWords } from "../../static/js/core/walk/written.js";
import { Walk } from "../../static/js/core/walk.js";
import { paced } from "../../static/js/lib/paced.js";
import { MINIMAL, equation, factor, walkOf } from "./minimal.js";

const GATED = {
  ...MINIMAL,
  equations: [
    equation("a", "gate", ["keeps"], [0, 1], "forget gate"),
    equation("b1", "gate", ["writes"], [0, 1], "input gate"),
    equation("n", "candidate", ["writes"], [-1, 1]),
    equation("s", "state", ["belt"], [null, null]),
    equation("p", "gate", ["shows"], [0, 1], "output gate"),
    equation("y", "state", ["output"], [-1, 1]),
  ],
  belt: {
    state: "s",
    keeps: { text: "a", factors: [factor("a")] },
    puts: [{ text: "b1 * n", factors: [factor("b1"), factor("n")] }],
    shows: "p",
    standing: { a: 1, b1: 0 },
  },
  output: "y",
  memory: "s",
};

/** Sets one value of a signal. @param {any} walk @param {string} signal @param {number} token @param {number} unit @param {number} value */
const put = (walk, signal, token, unit, value) => (walk.signal(signal).values[token * walk.units + unit] = value);

test("a belt has a door for each gate that keeps, writes or shows, and none for a clock", () => {
  assert.deepEqual(doorsOf(walkOf(GATED)).map(({ signal, key }) => [signal, key]), [["a", "keep"], ["b1", "put"], ["p", "tap"]]);
  const clocked = { ...MINIMAL, equations: [equation("a", "clock", [], [0, 1]), ...MINIMAL.equations.slice(1)] };
  assert.deepEqual(doorsOf(walkOf(clocked)), []);
  assert.deepEqual(doorsOf(walkOf({ ...MINIMAL, belt: null })), []);
});

test("a door that stands on 1 − a gate opens when the gate shuts", () => {
  const walk = walkOf(MINIMAL); // a is 0.1 everywhere
  const [keeps, writes] = doorsOf(walk);
  assert.ok(keeps && writes);
  assert.ok(Math.abs(openness(keeps, walk, 4, 1) - 0.1) < 1e-6);
  assert.ok(Math.abs(openness(writes, walk, 4, 1) - 0.9) < 1e-6);
  assert.deepEqual(moved(writes, walk, { token: 4, units: [1], open: 0.75 }), { kind: "hold", signal: "a", units: [1], tokens: [4], to: 0.25 });
  assert.deepEqual(moved(keeps, walk, { token: 4, units: [0, 1], open: 1 }), { kind: "hold", signal: "a", units: [0, 1], tokens: [4], to: 1 });
});

test("a door that is let go twice leaves one change, and another door another one", () => {
  const hold = (/** @type {string} */ signal, /** @type {number} */ to) => ({ kind: /** @type {const} */ ("hold"), signal, units: [1], tokens: [4], to });
  assert.deepEqual(including([hold("a", 0.5)], hold("a", 0.7)), [hold("a", 0.7)]);
  assert.deepEqual(including([hold("a", 0.5)], hold("b", 0.7)), [hold("a", 0.5), hold("b", 0.7)]);
  const pair = [hold("b", 0), { ...hold("a", 0.5), along: /** @type {const} */ (true) }];
  assert.equal(including(pair, hold("a", 0.7)).length, 3); // what one press has made stays together
});

test("a place that is pointed at says its sentence, with the numbers of its lane", () => {
  const walk = walkOf(GATED); // the n-th signal is (n + 1) / 10
  const say = (/** @type {any} */ key) => pointed(walk, 4, { unit: 1, key }, "usual");
  assert.equal(say("old"), "Unit 1 held 0.40 when the word came in.");
  assert.equal(say("keep"), "Unit 1 held 0.40; its forget gate lets 10\u00a0% through; 0.04 is left.");
  assert.equal(say("put"), "Its input gate is 20\u00a0% open. 0.06 is added to the lane of unit 1.");
  assert.equal(say("new"), "Of unit 1, 0.04 was left and 0.06 was added: now it holds 0.40.");
  assert.equal(say("tap"), "Unit 1 holds 0.40; its output gate is 50\u00a0% open.");
  assert.equal(say("shown"), "Unit 1 holds 0.40 and shows 0.60 of it to the answer.");
  const squeezed = { ...GATED, equations: GATED.equations.map((one) => (one.name === "y" ? { ...one, text: "y = p * tanh(s)" } : one)) };
  assert.equal(pointed(walkOf(squeezed), 4, { unit: 1, key: "shown" }, "usual"), "Unit 1 holds 0.40. tanh squeezes that to 0.38, and the gate shows 0.60 of it to the answer.");
  put(walk, "s", 3, 1, 0.004);
  assert.equal(say("keep"), "Nothing was on the lane of unit 1: its forget gate has nothing to let through.");
  assert.match(pointed(walkOf({ ...MINIMAL, belt: null }), 4, { unit: 1, key: "new" }, "usual"), /^Nothing of unit 1 is kept/);
});

test("where other units than those of the fact have moved, and it has lasted, they have a lane first", () => {
  const walk = walkOf(MINIMAL); // unit 1 holds the topic, and nothing has moved
  assert.deepEqual(mattering(walk).order, [1, 0]);
  for (let token = 4; token < walk.length; token++) put(walk, "s", token, 0, -0.9); // unit 0 turns at Norway, and stays so
  const result = mattering(walk);
  assert.deepEqual([result.order, [...result.moved], result.asksForFact], [[0, 1], [0], true]);
  assert.equal(lanesInWords(walk, result, [0, 1]), "The lanes: the unit that holds the topic, and 1 that moved as far at “Norway”.");
});

test("what has moved but turned back before it is asked has not done it", () => {
  const walk = walkOf(MINIMAL);
  for (let token = 4; token < 9; token++) put(walk, "s", token, 0, -0.9);
  assert.deepEqual(mattering(walk).order, [1, 0]);
});

test("where something else than the fact is asked, the lanes are of the units that show most there", () => {
  const walk = walkOf(MINIMAL, ["The", "apple", "is", "a", "___"]);
  walk.trace.blanks = [{ index: 4, words: [{ word: "fruit", p: 0.9 }] }];
  for (const words of walk.remembered?.belief ?? []) words[0] = { word: "India", p: 0.1 };
  put(walk, "s", 3, 0, -0.8);
  const result = mattering(walk);
  assert.deepEqual([result.order, result.asksForFact], [[0, 1], false]);
  assert.equal(lanesInWords(walk, result, [0]), "The lanes: first the units that show most at “a”, where the question is asked.");
  assert.equal(lanesInWords(walk, result, [1]), "The lanes are those of the units that you chose.");
});

test("before and after are told where the walk leads, and where they cannot be compared it is said why", () => {
  const [walk, other] = [walkOf(MINIMAL), walkOf(MINIMAL)];
  other.trace.blanks = [{ index: 10, words: [{ word: "India", p: 0.7 }] }];
  const effect = effectOf(other, walk);
  assert.ok(effect);
  assert.equal(effectInWords(effect), "The answer changes. In the blank it says India, 70\u00a0%; without the change, Norway, 90\u00a0%.");
  assert.equal(effectOf(walk, walk)?.isSame, true);
  assert.equal(effectOf(walk, null), null);
  assert.equal(noEffect(null), "Nothing is changed here.");
  other.trace.blanks = [];
  assert.equal(effectOf(other, walk), null);
  assert.match(noEffect(walk), /The blank is filled/);
});

test("one guesses where it changes its mind, among words in the order of the alphabet", () => {
  const walk = walkOf(MINIMAL);
  assert.deepEqual(changesOfMind(walk), [4]);
  assert.deepEqual(choices(walk, 4), ["India", "Norway", UNSURE]);
  assert.match(guessInWords(walk, 4, undefined), /^What would it answer now to “I visit ___”\?/);
  assert.equal(guessInWords(walk, 4, "Norway"), "You guessed “Norway”: right.");
  assert.equal(guessInWords(walk, 4, "India"), "You guessed “India”: not this time.");
  assert.equal(guessInWords(walk, 4, UNSURE), "You guessed that it does not know: not this time.");
});

test("what fills the blank is always guessed, where it is predicted or in the blank; without a blank and a change nothing is", () => {
  const walk = walkOf(MINIMAL);
  const { destination } = walk;
  assert.deepEqual([...toGuess(walk)], [[4, 4], [destination - 1, destination], [destination, destination]]);
  walk.trace.blanks = [{ index: destination, words: [{ word: "Oslo", p: 0.8 }, { word: "Peru", p: 0.1 }] }];
  for (const token of [destination - 1, destination]) {
    assert.deepEqual(choices(walk, token), ["India", "Norway", "Oslo", "Peru", UNSURE]);
    assert.match(guessInWords(walk, token, undefined), /^What will it put into the blank\?/);
    assert.equal(guessInWords(walk, token, "Oslo"), "You guessed “Oslo”: right.");
  }
  walk.trace.blanks = [{ index: destination, words: [{ word: "Oslo", p: 0.2 }] }];
  assert.equal(guessInWords(walk, destination, UNSURE), "You guessed that it does not know: right.");
  walk.trace.blanks = [];
  assert.deepEqual([...toGuess(walk).keys()], [4]);
});

test("what is guessed stands in the order of the sentence, also where the answer changes in the blank", () => {
  const walk = walkOf(MINIMAL, ["India", "is", "big", ".", "I", "visit", "___"]);
  const { destination } = walk;
  for (const words of walk.trace.memory[0]?.belief?.slice(destination) ?? []) words[0] = { word: "Norway", p: 0.9 };
  const changing = new Walk(walk.trace, walk.cell);
  assert.deepEqual(changesOfMind(changing), [destination]);
  assert.deepEqual([...toGuess(changing)], [[destination - 1, destination], [destination, destination]]);
});

test("an answer is led back to the first word after which it has been the same, and one that is not known, or that the strip does not tell, to none", () => {
  const walk = walkOf(MINIMAL);
  const { destination } = walk;
  assert.equal(originOf(walk, destination), 4);
  assert.match(whyInWords(walk, destination), /^Why “Norway”\? Since this word/);
  walk.trace.blanks = [{ index: destination, words: [{ word: "Oslo", p: 0.9 }] }];
  assert.equal(originOf(walk, destination), -1);
  walk.trace.blanks = [{ index: destination, words: [{ word: "Norway", p: 0.4 }] }];
  assert.equal(originOf(walk, destination), -1);
});

test("a word that was written is taken back before the changes that were there, and after those that came later", () => {
  const all = new Map([
    ["I see", { before: "I", token: 0, word: "see", after: "I", changes: 0 }],
    ["I see it", { before: "I see", token: 1, word: "it", after: null, changes: 1 }],
  ]);
  assert.equal(lastWritten(all, { sentence: "I see it", changes: [1] })?.before, "I see");
  assert.equal(lastWritten(all, { sentence: "I see it", changes: [1, 2] }), null);
  assert.equal(lastWritten(all, { sentence: "I", changes: [] }), null);
  assert.equal(unwritten(all, "Peru"), null);
  assert.deepEqual([unwritten(all, "I see it")?.before, unwritten(all, "I see it")?.token], ["I", 0]); // the sentence before has that word
  assert.deepEqual([...all.values()].map(writtenInWords), ["“see” was added after “I”.", "“it” was put into the blank."]);
});

test("a change of all that hold a fact, and of others, names the fact", () => {
  const walk = walkOf(MINIMAL);
  walk.memory[0]?.units.splice(0, 1, 0, 1);
  const change = { kind: /** @type {const} */ ("hold"), signal: "a", units: [1, 0, 2], tokens: [4], to: /** @type {const} */ ("open") };
  assert.match(changeInWords(change, walk, "usual"), /the 2 units that hold the topic and 1 more/);
});

test("in brief a change of one value says what it was, and one of several what it is", () => {
  const walk = walkOf(MINIMAL);
  /** @param {number[] | "all"} units @param {number} token */
  const brief = (units, token) => changeInBrief({ kind: "hold", signal: "a", units, tokens: [token], to: "open" }, walk, "usual");
  const was = walk.signal("a").at(4, 1).toFixed(2);
  assert.match(brief([1], 4), new RegExp(`of unit 1 at “.*”: ${was} → 1\\.00$`));
  assert.match(brief([0, 1], 4), /of 2 units at “.*”: 1\.00$/);
  assert.match(brief("all", 4), new RegExp(`of ${walk.units} units at`));
});

test("in brief a gate without a name has its letter, and of a network that reads both ways it is said in which half", () => {
  const walk = walkOf(MINIMAL);
  const change = /** @type {const} */ ({ kind: "hold", signal: "a", units: [1], tokens: [4], to: "shut" });
  assert.equal(changeInBrief(change, walk, "usual"), "gate a of unit 1 at “Norway”: 0.10 → 0.00");
  const both = new Walk({ ...walk.trace, backward: walk.trace.signals }, walk.cell);
  assert.match(changeInBrief(change, both, "usual"), /0\.10 → 0\.00, in the half that reads from the left$/);
  const backward = /** @type {const} */ ({ ...change, direction: "backward", units: "all" });
  assert.match(changeInBrief(backward, both, "usual"), /of 2 units at “Norway”: 0\.00, in the half that reads from the right$/);
});

test("a word fills a blank and leaves the rest, or is written on after another", () => {
  assert.equal(grown("🦊 is ___ now", { start: 5, end: 8 }, "old", true), "🦊 is old now");
  assert.equal(grown("🦊 is big", { start: 2, end: 4 }, "old", false), "🦊 is old");
});

test("the next question is sent when the last answer has come, and only the newest one", async () => {
  /** @type {[number, (answer: string) => void][]} */
  const sent = [];
  /** @type {string[]} */
  const shown = [];
  const asking = paced((_, /** @type {number} */ question) => new Promise((/** @type {(answer: string) => void} */ answer) => sent.push([question, answer])), (answer) => shown.push(answer), () => {});
  const settled = () => new Promise((done) => setImmediate(done));
  for (const question of [1, 2, 3]) asking.ask(question);
  assert.deepEqual(sent.map(([question]) => question), [1]);
  sent[0]?.[1]("one");
  await settled();
  assert.deepEqual([sent.map(([question]) => question), shown], [[1, 3], ["one"]]);
  asking.end();
  sent[1]?.[1]("three");
  await settled();
  assert.deepEqual(shown, ["one"]);
  asking.ask(4);
  assert.deepEqual(sent.map(([question]) => question), [1, 3, 4]);
});
