// Lessons: what was guessed is kept as it was meant, and a text that is written changes where it is to, and nowhere else.

import "./texts.js";

import assert from "node:assert/strict";
import { test } from "node:test";
import { guessOf, readGuesses, reviewed, withGuess } from "../../static/js/core/lessons/guesses.js";
import { deedOf, KEYS } from "../../static/js/core/lessons/keys.js";
import { asks, fileName, lineRange, linkIn, readable, stepAt, stepLink, withLines, withLink, withStep } from "../../static/js/core/lessons/text.js";

const question = { kind: "answer", ask: "Which?", choices: ["India", "Norway"], right: 1, reveal: "Norway." };
const step = { title: "One", say: [], link: null, look: [], question };
const lesson = { title: "A try", steps: [step, { ...step, title: "Two", question: null }, { ...step, title: "Three" }] };

test("a guess is found again at its step, and nowhere else", () => {
  const guesses = withGuess({}, 2, question, 1);
  assert.equal(guessOf(guesses, 2, question), 1);
  assert.equal(guessOf(guesses, 0, question), null);
  assert.equal(guessOf(guesses, 2, null), null);
});

test("where a lesson asks something else now, or offers something else, what was guessed does not count", () => {
  const guesses = withGuess({}, 0, question, 0);
  assert.equal(guessOf(guesses, 0, { ...question, ask: "Which one?" }), null);
  assert.equal(guessOf(guesses, 0, { ...question, choices: ["Peru", "Norway"] }), null);
  assert.equal(guessOf(guesses, 0, { ...question, choices: ["Norway", "India"] }), 1);
});

test("whatever a browser has kept, only guesses are taken from it", () => {
  for (const kept of [null, 7, "x", [], {}, { 0: null, 1: { ask: 3, choice: "x" }, 2: ["x"] }]) assert.deepEqual(readGuesses(kept), {});
  assert.deepEqual(readGuesses({ 0: { ask: "a", choice: "b" }, 1: 5 }), { 0: { ask: "a", choice: "b" } });
});

test("at the end each guess stands beside what is right", () => {
  const guesses = withGuess(withGuess({}, 0, question, 0), 2, question, 1);
  assert.deepEqual(
    reviewed(lesson, guesses).map(({ n, choice, right, isRight }) => [n, choice, right, isRight]),
    [[0, "India", "Norway", false], [2, "Norway", "Norway", true]],
  );
});

test("no key does two things", () => {
  const keys = KEYS.flatMap((row) => row.keys);
  assert.equal(new Set(keys).size, keys.length);
  assert.deepEqual([deedOf("3"), deedOf("Enter"), deedOf("ArrowLeft"), deedOf("x")], ["pick", "go", "hand on", null]);
});

const TEXT = "title: A try\nfor: All\n\nstep: One\nsay: Look.\n  And look.\nlink: ./#sentence=a\n  b\nlook: words\n\nstep: Two\nsay: Yes.\n";
const at = (/** @type {string} */ words) => TEXT.indexOf(words);
const chosen = (/** @type {{text: string, select: [number, number]}} */ { text, select }) => text.slice(...select);

test("the step that a place is in is the one whose lines are around it", () => {
  assert.deepEqual([at("for"), at("step: One"), at("words"), at("Two"), TEXT.length].map((place) => stepAt(TEXT, place)), [-1, 0, 0, 1, 1]);
});

test("a new step comes to the end, and its title is to be typed over", () => {
  const made = withStep(TEXT, "./#sentence=India+is&token=4");
  assert.equal(made.text, `${TEXT}\nstep: A new step\nsay: What is there to see?\nlink: ./#sentence=India is&token=4\n`);
  assert.equal(chosen(made), "A new step");
  assert.ok(withStep("", "./#token=1").text.startsWith("step: "));
});

test("a link takes the place of the one that is there, with all its lines", () => {
  assert.equal(withLink(TEXT, at("look"), "compare#mode=cells").text, TEXT.replace("./#sentence=a\n  b", "compare#mode=cells"));
});

test("where a step has no link it comes behind what is said; above the first step a step is made", () => {
  assert.equal(withLink(TEXT, at("Yes"), "./#token=1").text, `${TEXT.trimEnd()}\nlink: ./#token=1\n`);
  assert.equal(withLink(TEXT, 0, "./#token=1").text, withStep(TEXT, "./#token=1").text);
});

test("a question comes to the end of its step, and what it asks is to be typed over", () => {
  assert.equal(asks(TEXT, at("words")), false);
  const made = withLines(TEXT, at("words"), "question: answer\nask: Which?\nchoice: a\n");
  assert.equal(made.text, TEXT.replace("look: words\n", "look: words\nquestion: answer\nask: Which?\nchoice: a\n"));
  assert.equal(chosen(made), "Which?");
  assert.equal(asks(made.text, at("words")), true);
  assert.equal(asks(made.text, made.text.length), false);
});

test("a line is found by its number, whatever number it is", () => {
  assert.equal(TEXT.slice(...lineRange(TEXT, 5)), "say: Look.");
  assert.deepEqual([lineRange(TEXT, 0), lineRange("", 3)], [[0, 12], [0, 0]]);
});

test("an address is written so that it can be read, and means the same", () => {
  const sentence = "100 % of A & B + C = ___";
  const address = `./compare#${new URLSearchParams({ mode: "cells", fact: sentence, theme: "dark", speed: "fast" })}`;
  const written = readable(address);
  assert.equal(written, "./compare#mode=cells&fact=100 %25 of A %26 B %2B C = ___");
  assert.equal(new URLSearchParams(written.split("#")[1]).get("fact"), sentence);
});

test("a file has the name of its lesson", () => {
  assert.equal(fileName("title: Über Norway, & a name!\n"), "uber-norway-a-name.txt");
  assert.equal(fileName("say: x"), "our-lesson.txt");
});

test("an address that is handed on to become a step comes as it was, whatever stands in it", () => {
  for (const address of ["./#sentence=A+%26+B&token=3", "./lab#task=india&text=h+%3D+tanh%28x%29%0A", ""]) assert.equal(linkIn(stepLink(address)), address);
  assert.equal(linkIn("step=2"), "");
});
