// What a network knows, what it only says out of habit, which of a cell's networks reads, and what can be asked instead.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { standingAt } from "../../static/js/core/compare/chance.js";
import { answersAt } from "../../static/js/core/compare/comparison.js";
import { lanesOf } from "../../static/js/core/compare/rows.js";
import { isKnown, standingOf } from "../../static/js/core/doubt.js";
import { forTyped, holderOf, reading, titleOf } from "../../static/js/core/networks.js";
import { caption } from "../../static/js/core/walk/caption.js";
import { predictsNext, inStrip, stripOf } from "../../static/js/core/walk/strip.js";
import { isOfForm } from "../../static/js/core/walk/form.js";
import { suggested } from "../../static/js/core/walk/suggested.js";
import { plain } from "../../static/js/core/walk/taken.js";
import { worksheet } from "../../static/js/core/walk/worksheet.js";
import { Walk } from "../../static/js/core/walk.js";
import { MINIMAL, walkOf } from "./minimal.js";

const NETWORKS = [
  { name: "minimal", title: "Minimal cell", for_typed: false, both_ways: false },
  { name: "halves", title: "Minimal cell, both ways", for_typed: false, both_ways: true },
  { name: "scholar", title: "Minimal cell, well read", for_typed: true, both_ways: false },
];
const CELL = /** @type {any} */ ({ ...MINIMAL, networks: NETWORKS });
const SPEAKS = ["I", "live", "in", "Italy", ".", "I", "speak", "___"];

/** A walk whose answers after each word are given. @param {[string, number][]} answers @param {any} [prior] @param {any} [network] */
function believing(answers, prior = [{ word: "Spanish", p: 0.7 }], network = null) {
  const walk = new Walk(walkOf(CELL, SPEAKS).trace, CELL, "forward", network);
  const [memory] = walk.memory;
  const belief = answers.map(([word, p]) => [{ word, p }]);
  walk.memory = [/** @type {any} */ ({ ...memory, prior, belief })];
  walk.trace.blanks = [{ index: 7, words: [...(belief[6] ?? [])] }];
  return walk;
}

const HABIT = /** @type {[string, number][]} */ (SPEAKS.map(() => ["Spanish", 0.9]));
const TOLD = /** @type {[string, number][]} */ (SPEAKS.map((_, n) => (n < 3 ? ["Spanish", 0.6] : ["Italian", 0.9])));
const UNKNOWN = /** @type {[string, number][]} */ (SPEAKS.map(() => ["Spanish", 0.49]));

test("below one half it does not know, and what is little more than its habit was not told", () => {
  const habit = { word: "Spanish", p: 0.6 };
  assert.deepEqual([{ word: "Dutch", p: 0.5 }, { word: "Dutch", p: 0.499 }, undefined].map(isKnown), [true, false, false]);
  assert.equal(standingOf(undefined, habit), "unknown");
  assert.equal(standingOf({ word: "Spanish", p: 0.49 }, habit), "unknown");
  assert.equal(standingOf({ word: "Spanish", p: 0.89 }, habit), "habit");
  assert.equal(standingOf({ word: "Spanish", p: 0.91 }, habit), "told");
  assert.equal(standingOf({ word: "Dutch", p: 0.5 }, habit), "told");
  assert.equal(standingOf({ word: "Dutch", p: 0.5 }, undefined), "told");
});

test("what is known in the blank is not said to be unknown, if the question that is asked everywhere falls short of one half", () => {
  const walk = believing([...TOLD.slice(0, 5), ...UNKNOWN.slice(5)]);
  const said = () => caption(walk, 7, "usual", [0]).text;
  assert.match(said(), /it does not know/);
  walk.trace.blanks = [{ index: 7, words: [{ word: "Spanish", p: 0.58 }] }];
  assert.match(said(), /Here it is asked, and it answers “Spanish”, 58.%/);
  walk.trace.blanks = [{ index: 7, words: [{ word: "Dutch", p: 0.58 }] }];
  assert.match(said(), /it does not know/);
});

test("the strip, its fields in words, the caption and Compare say the same of each answer", () => {
  const walk = believing([["Spanish", 0.49], ["Spanish", 0.8], ["Italian", 0.8], ...HABIT.slice(3)]);
  assert.deepEqual(stripOf(walk).standings.slice(0, 4), ["unknown", "habit", "told", "habit"]);
  assert.deepEqual([0, 1, 2].map((token) => standingAt(walk, token)), ["unknown", "habit", "told"]);
  assert.equal(inStrip({ word: "Spanish", p: 0.49 }, "unknown").spoken, "it does not know");
  assert.match(inStrip({ word: "Spanish", p: 0.8 }, "habit").title, /nothing in the text says so/);
  const said = (/** @type {number} */ token) => caption(walk, token, "usual", [0]).text;
  assert.match(said(0), /^Asked “.* ___” now, it does not know/);
  assert.match(said(1), /^Asked now, it would answer “Spanish”, 80\u00a0%\. That is its habit: nothing in the text says so\./);
  assert.match(said(2), /^It changes its answer from its habit, “Spanish”, to “Italian”, 80\u00a0%\./);
  const [belief] = lanesOf(walk, "Italian", [0, 1, 2]);
  assert.deepEqual([belief?.words, belief?.values], [["", "Spanish", "Italian"], [[0, 0.8, 0.8]]]);
  assert.deepEqual([0, 1].map((n) => belief?.text(n)), ["does not know", "Spanish 0.80"]);
});

test("the table of Compare names no answer that is not known", () => {
  const walk = believing(UNKNOWN);
  const cost = /** @type {any} */ ({ cell: "minimal", sentence: 0, parameters: 1, multiplications: 1, milliseconds: 1 });
  const comparison = /** @type {any} */ ({ mode: "cells", chosen: ["minimal"], walks: [{ walk, cost }] });
  assert.deepEqual(answersAt(comparison, { first: 3, second: 3 }, "Italian").rows[0]?.slice(0, 3), ["Minimal cell", "does not know", "–"]);
});

test("an answer that the text has told is no habit, though it was one before", () => {
  const walk = believing([["Spanish", 0.8], ["Spanish", 1], ...HABIT.slice(2)]);
  assert.match(caption(walk, 1, "usual", [0]).text, /^Asked now, it would answer “Spanish”, 100\u00a0%\. /);
});

test("a network that has learned to answer alone is never shown as if it foretold words", () => {
  const scholar = NETWORKS[2];
  assert.equal(predictsNext(believing(UNKNOWN.map(() => ["her", 0.1]), [], null)), false); // what it answers is what is asked
  const apart = (/** @type {any} */ network) => {
    const walk = believing(UNKNOWN, [], network);
    walk.trace.blanks = [{ index: 7, words: [{ word: "fruit", p: 0.9 }] }];
    return predictsNext(walk);
  };
  assert.deepEqual([apart(null), apart(scholar)], [true, false]);
});

test("what is typed is read by the network that has read more, unless the textbook one is chosen", () => {
  const read = (/** @type {boolean} */ isTyped, /** @type {boolean} */ isTextbookChosen) => reading(CELL, { isTyped, isTextbookChosen });
  assert.deepEqual([read(true, false), read(true, true), read(false, false), read(false, true)], ["scholar", "minimal", "minimal", "minimal"]);
  assert.equal(reading(/** @type {any} */ (MINIMAL), { isTyped: true, isTextbookChosen: false }), "minimal");
});

test("a network is found with its cell, and has a name of its own", () => {
  const other = /** @type {any} */ ({ ...MINIMAL, name: "other" });
  assert.deepEqual(["scholar", "other", "minimal"].map((name) => holderOf([other, CELL], name)?.name), ["minimal", "other", "minimal"]);
  assert.deepEqual([holderOf([other], "scholar"), forTyped(other)], [undefined, undefined]);
  assert.equal(titleOf(believing(HABIT)), "Minimal cell");
  const walk = believing(TOLD, [], NETWORKS[2]);
  walk.trace.backward = walk.trace.signals;
  assert.equal(titleOf(walk.read("backward")), "Minimal cell, well read");
  assert.equal(worksheet(walk, [0], "usual").network, "The network: Minimal cell, well read");
  assert.deepEqual([plain(walk, "", "scholar", []).cell, plain(walk, "", "scholar", []).network], ["scholar", "Minimal cell, well read"]);
});

test("the first sentence with other names in it is no sentence of one's own; with other words it is", () => {
  const first = "India is old. I live in India. Norway is old. You must visit the capital of ___";
  const own = (/** @type {string} */ sentence) => !isOfForm(sentence, first);
  assert.equal(own("Narnia is old. I live in Narnia. Middle Earth is old. You must visit the capital of ___ "), false);
  assert.equal(own("Österreich is old. I live in India. Saudi Arabia is old. You must visit the capital of ___"), false);
  for (const [word, other] of [["old", "new"], ["You", "We"], ["Norway", "norway"], ["I live", "We live"], ["___", "Oslo ___"], ["India.", "India?"]]) {
    assert.equal(own(first.replace(word ?? "", other ?? "")), true, other);
  }
});

const TEXT = "I live in Italy. I speak ___";
const OTHERS = ["I live in Italy. You must visit the capital of ___", "We met Tom at noon. Then ___", "Then ___"];

/** @param {Walk} walk @param {boolean} [isExample] */
function offered(walk, isExample = false) {
  walk.trace.suggestions = OTHERS;
  return suggested(walk, TEXT, isExample);
}

test("what can be asked is shown whole, or its question alone where both begin alike", () => {
  const { suggestions } = offered(believing(UNKNOWN));
  assert.deepEqual(suggestions.map(({ shown }) => shown), ["… You must visit the capital of ___", "We met Tom at noon. Then ___", "Then ___"]);
  assert.deepEqual(suggestions.map(({ sentence }) => sentence), OTHERS);
});

test("the words before it say why: it does not know, it was not taught to be asked so, it may not understand, or nothing is told", () => {
  assert.equal(offered(believing(UNKNOWN, [], NETWORKS[2])).said, "You can ask it:");
  assert.match(offered(believing(UNKNOWN)).said, /^It was not taught this way of asking/);
  assert.equal(offered(believing(HABIT)).said, "You can ask it:");
  const strange = believing(TOLD);
  strange.trace.blanks = [{ index: 7, words: [{ word: "pizza", p: 0.8 }] }];
  assert.match(offered(strange).said, /^It may not understand this question/);
  const [tells, tellsNothing] = [believing(TOLD), believing(UNKNOWN)];
  tells.trace.blanks = tellsNothing.trace.blanks = [];
  assert.equal(offered(tells).said, "You can ask it:");
  assert.match(offered(tellsNothing).said, /^This text tells it nothing/);
});

test("to an example that it answers nothing else is offered, and an old page offers nothing", () => {
  assert.equal(offered(believing(TOLD), true).suggestions.length, 0);
  assert.equal(offered(believing(UNKNOWN), true).suggestions.length, 3);
  assert.deepEqual(suggested(walkOf(CELL), TEXT, false).suggestions, []);
});
