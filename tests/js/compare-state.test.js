// The state behind the page that compares: what follows from it, and what becomes of a request.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { asking } from "../../static/js/pages/compare/asking.js";
import { going } from "../../static/js/pages/compare/going.js";
import { arriving } from "../../static/js/pages/compare/link.js";
import { compareState } from "../../static/js/pages/compare/state.js";
import { Refusal } from "../../static/js/lib/refusal.js";
import { signal } from "../../static/js/lib/signals.js";
import { MINIMAL, walkOf } from "./minimal.js";

const NAMES = ["rnn", "lstm", "new"];
const CELLS = NAMES.map((name) => ({ ...MINIMAL, name, title: name, model: name === "new" ? null : MINIMAL.model }));
const TEXTS = { fact: "India is big.", question: "I visit ___", right: "", first: "India is big", second: "Norway is big" };
const STORY = ["India", "is", "big", ".", "I", "visit", "___"];

/** The page, and an app that answers when it is told to. */
async function begun() {
  /** @type {{request: any, stop: AbortSignal, answer: (...texts: string[][]) => void, refuse: (refusal: Error) => void}[]} */
  const requests = [];
  const source = /** @type {any} */ ({
    cells: () => Promise.resolve(CELLS),
    comparison: (/** @type {any} */ request, /** @type {AbortSignal} */ stop) =>
      new Promise((answer, refuse) => requests.push({ request, stop, answer: (...texts) => answer(costs(request, texts)), refuse })),
  });
  const state = compareState(NAMES, TEXTS, signal("light"));
  const { ask, learn } = asking(state, source);
  await learn();
  return { state, requests, ask, ...arriving(state, TEXTS, ask) };
}

/** @param {any} request @param {string[][]} texts */
function costs({ cells }, texts) {
  const all = texts.flatMap((words, sentence) => cells.map((/** @type {string} */ cell) => ({ cell, sentence, words })));
  const costs = { parameters: 1000, multiplications: 100, milliseconds: 2 };
  return { walks: all.map(({ cell, sentence, words }) => ({ cell, sentence, ...costs, trace: walkOf(CELLS[1], words).trace })) };
}

const settled = () => new Promise((done) => setImmediate(done));

test("a link names the cells that are compared; the LSTM is asked besides, for what is right", async () => {
  const { state, requests, arrive } = await begun();
  arrive("cells=rnn&filler=0");
  await settled();
  assert.deepEqual(requests[0]?.request, { sentences: ["India is big. I visit ___"], cells: ["rnn", "lstm"] });
  assert.equal(state.awaited.value, true);
  requests[0]?.answer(STORY);
  await settled();
  assert.deepEqual([state.awaited.value, state.pending.value, state.column.value], [false, false, 6]);
  assert.deepEqual(state.blocks.value.map(({ title }) => title), ["rnn"]);
  assert.equal(state.rightNow.value.word, "Norway");
  assert.deepEqual(Object.fromEntries(new URLSearchParams(state.link.value)), {
    mode: "cells", cells: "rnn", fact: TEXTS.fact, filler: "0", question: TEXTS.question, token: "6", theme: "light",
  });
});

test("a cell that has not been taught is not compared, and that is said", async () => {
  const { state, requests, arrive } = await begun();
  assert.deepEqual(state.taught.value, ["rnn", "lstm"]);
  arrive("cells=lstm,new&token=99");
  await settled();
  requests[0]?.answer(STORY);
  await settled();
  assert.match(state.said.value.text, /“new” has not been trained yet.*There is no word 99\. This is the last one, 6/);
  assert.equal(state.column.value, 6);
});

test("only the last answer is shown, and while none is there what is shown stays", async () => {
  const { state, requests, ask, arrive } = await begun();
  arrive("cells=rnn&filler=0");
  await settled();
  requests[0]?.answer(STORY);
  await settled();
  void ask();
  state.fact.value = "Norway is big.";
  void ask(2);
  await settled();
  assert.deepEqual([requests[1]?.stop.aborted, state.pending.value, state.columns.value.length], [true, true, 7]);
  requests[2]?.answer(["Norway", "is", "___"]);
  requests[1]?.answer(STORY);
  await settled();
  assert.deepEqual([state.pending.value, state.columns.value.length, state.column.value], [false, 3, 2]);
});

test("what somebody asks for before the page has begun is not overruled by the link", async () => {
  const { state, requests, ask, dress, begin } = await begun();
  dress("cells=rnn&filler=0");
  state.fact.value = "Norway is big.";
  begin("cells=rnn&filler=0");
  await settled();
  assert.deepEqual(requests[0]?.request.sentences, ["Norway is big. I visit ___"]);
  void ask();
  begin("cells=rnn&filler=0");
  await settled();
  assert.equal(requests.length, 2);
});

test("where a word is missing nothing is asked, and the field says so", async () => {
  const { state, requests, ask } = await begun();
  state.mode.value = "sentences";
  state.second.value = "  ";
  await ask();
  assert.deepEqual([requests.length, state.wrong.value?.field], [0, "second"]);
  state.second.value = "Norway";
  void ask();
  await settled();
  assert.deepEqual([requests.length, state.wrong.value], [1, null]);
});

test("what is refused ends the slide and can be tried again", async () => {
  const { state, requests, ask } = await begun();
  state.sweep.value = {};
  void ask();
  await settled();
  requests[0]?.refuse(new Refusal("away", true));
  await settled();
  assert.deepEqual([state.said.value.text, state.sweep.value, state.pending.value], ["away", null, false]);
  state.said.value.again?.();
  await settled();
  assert.equal(requests.length, 2);
});

test("two sentences stand over each other, and a word that is not there is nothing", async () => {
  const { state, requests, arrive } = await begun();
  arrive("mode=sentences");
  await settled();
  assert.deepEqual(requests[0]?.request, { sentences: [TEXTS.first, TEXTS.second], cells: ["lstm"] });
  requests[0]?.answer(["India", "is", "big"], ["Norway", "is", "very", "big"]);
  await settled();
  assert.deepEqual(state.blocks.value.map(({ title }) => title), ["First", "Second", "Difference"]);
  assert.deepEqual(state.words.value, ["nothing and “Norway”", "“India” and “is”", "“is” and “very”", "“big”"]);
});

test("groups that are hidden have no lanes", async () => {
  const { state, requests, arrive } = await begun();
  arrive("cells=rnn&hidden=gates,state");
  await settled();
  requests[0]?.answer(STORY);
  await settled();
  assert.deepEqual([...new Set(state.blocks.value[0]?.lanes.map(({ group }) => group))], ["answer", "right"]);
});

test("every text adds its points to the live run; another right answer begins a new one", async () => {
  const { state, requests, ask, arrive } = await begun();
  arrive("cells=rnn&filler=0&right=India");
  await settled();
  requests[0]?.answer(STORY);
  await settled();
  void ask();
  await settled();
  requests[1]?.answer([...STORY.slice(0, 4), "and", "so", "on", ...STORY.slice(4)]);
  await settled();
  assert.deepEqual(state.live.value.points.get("rnn")?.map(({ gap }) => gap), [6, 9]);
  assert.equal(state.live.value.points.has("lstm"), false);
  state.right.value = "big";
  void ask();
  await settled();
  requests[2]?.answer(STORY);
  await settled();
  assert.equal(state.live.value.points.get("rnn")?.length, 1);
});

test("one goes from column to column and never beyond, and nowhere while nothing is there", async () => {
  const { state, requests, arrive } = await begun();
  const { commands, seek, step, start } = going(state);
  seek(3);
  assert.equal(state.column.value, 0);
  arrive("cells=rnn&filler=0");
  await settled();
  requests[0]?.answer(STORY);
  await settled();
  commands.tokenOn();
  assert.equal(state.column.value, 6);
  start();
  assert.equal(state.column.value, 0);
  commands.tokenBack();
  assert.equal(state.column.value, 0);
  commands.end();
  state.playing.value = true;
  step();
  assert.equal(state.playing.value, false);
});
