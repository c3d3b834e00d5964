// The state behind the page of one walk: what follows from it, and what becomes of a request.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { asking } from "../../static/js/pages/walk/asking.js";
import { commands, going } from "../../static/js/pages/walk/going.js";
import { arriving } from "../../static/js/pages/walk/link.js";
import { networkFor } from "../../static/js/pages/walk/network.js";
import { nameOfWord } from "../../static/js/pages/walk/stage.js";
import { chooseLanes, walkState } from "../../static/js/pages/walk/state.js";
import { Refusal } from "../../static/js/lib/refusal.js";
import { signal } from "../../static/js/lib/signals.js";
import { MINIMAL, walkOf } from "./minimal.js";

const CELL = /** @type {any} */ ({ ...MINIMAL, name: "lstm" });
const OTHER = /** @type {any} */ ({ ...MINIMAL, name: "gru", title: "Other" });
const UNTAUGHT = /** @type {any} */ ({ ...MINIMAL, name: "new", model: null });
const TEXT = "India is big. Norway is big. I visit ___";
const WORDS = ["Peru", "is", "big"];

/** @param {any} [view] */
function begun(view = {}) {
  const walk = walkOf(CELL);
  const request = { sentence: TEXT, cell: "lstm", fact: "topic", changes: [], direction: walk.direction };
  return walkState({ request, walk, original: null, untaught: null }, view, signal("light"));
}

/** What each network holds, besides the topic. */
const HELD = /** @type {Record<string, string[]>} */ ({ scholar: ["kind"] });

/** An app that answers when it is told to. As the real one does, it refuses at once to tell of a fact that the network does not hold. */
function app() {
  /** @type {{request: any, stop: AbortSignal, answer: (words?: string[]) => void, refuse: (refusal: Error) => void}[]} */
  const requests = [];
  /** @param {any} request @param {string[]} [words] */
  function traceOf({ cell, fact }, words) {
    const { trace } = walkOf(CELL, words);
    const [topic] = trace.memory;
    const facts = ["topic", ...(HELD[cell] ?? [])];
    return { ...trace, memory: facts.map((name) => ({ ...topic, fact: name, belief: name === (fact ?? "topic") ? topic?.belief : null })) };
  }
  const source = /** @type {any} */ ({
    cells: () => Promise.resolve([CELL, OTHER, UNTAUGHT]),
    trace: (/** @type {any} */ request, /** @type {AbortSignal} */ stop) =>
      new Promise((answer, refuse) => {
        requests.push({ request, stop, answer: (words) => answer(traceOf(request, words)), refuse });
        const held = [null, "topic", ...(HELD[request.cell] ?? [])];
        if (!held.includes(request.fact)) refuse(new Refusal(`There is no fact '${request.fact}' in this network.`, false, "beliefs"));
      }),
  });
  return { requests, source };
}

const settled = () => new Promise((done) => setImmediate(done));

test("a walk opens at the first word, with what that has written", () => {
  const state = begun();
  assert.deepEqual(state.place.value, { token: 0, part: 3 });
  assert.deepEqual([state.unit.value, state.signal.value, state.said.value.text], [1, "a", ""]);
});

test("what a view wants beyond the walk is mended, and said", () => {
  const state = begun({ token: 99, unit: 1, signal: "zz" });
  assert.equal(state.place.value.token, 10);
  assert.match(state.said.value.text, /There is no word 99.*This cell has no “zz”/);
});

test("lanes are counted from those that hold the fact, or named; where none is named there are the usual ones", () => {
  const state = begun();
  assert.deepEqual([state.order.value, state.lanes.value], [[1, 0], [1, 0]]);
  chooseLanes(state, "0");
  assert.deepEqual([state.many.value, state.lanes.value], ["own", [0]]);
  chooseLanes(state, "nothing");
  assert.deepEqual(state.lanes.value, [1, 0]);
  chooseLanes(state, "all");
  assert.deepEqual([state.many.value, state.own.value], ["all", "nothing"]);
});

test("the link says where one is and what is chosen, and nothing of what is as usual", () => {
  const state = begun();
  going(state).go({ token: 2, part: 1 });
  state.naming.value = "article";
  const link = Object.fromEntries(new URLSearchParams(state.link.value));
  assert.deepEqual(link, { sentence: TEXT, cell: "lstm", token: "2", part: "1", unit: "1", signal: "a", fact: "topic", names: "article", speed: "usual", theme: "light" });
});

test("the caption, the part and its number follow the place", () => {
  const state = begun();
  going(state).stopAt(2);
  assert.deepEqual([state.number.value, state.part.value?.name, state.caption.value.word], [11, "add", "big"]);
});

test("a full stop and a blank are named, and a word that means something to a script is a word", () => {
  assert.deepEqual([".", "___"].map(nameOfWord), ["Full stop", "The blank"]);
  assert.deepEqual(["constructor", "toString", "__proto__", "India"].map(nameOfWord), ["", "", "", ""]);
});

test("commands go on and back and never beyond, and playing goes to the end", () => {
  const state = begun();
  const { commands: ways, step, start, seek } = commands(state, going(state));
  const at = () => [state.place.value.token, state.place.value.part];
  ways.begin();
  ways.partBack();
  assert.deepEqual(at(), [0, 0]);
  ways.tokenOn();
  assert.deepEqual(at(), [1, 3]);
  ways.end();
  ways.partOn();
  assert.deepEqual(at(), [10, 3]);
  state.playing.value = true;
  step();
  assert.equal(state.playing.value, false);
  state.repeat.value = true;
  step();
  assert.deepEqual(at(), [0, 0]);
  seek(43);
  start();
  assert.deepEqual(at(), [0, 0]);
  ways.unitOn();
  assert.equal(state.unit.value, 0);
  ways.unitOn();
  assert.equal(state.unit.value, 0);
});

test("a walk that has just opened is played from the beginning of the word at which it opened", () => {
  const state = begun();
  const { start } = commands(state, going(state));
  start();
  assert.deepEqual(state.place.value, { token: 0, part: 0 });
});

test("what is asked for while an answer is awaited is asked in addition to it, and only the last answer is shown", async () => {
  const [state, { requests, source }] = [begun(), app()];
  const { ask } = asking(state, source);
  void ask({ sentence: "Peru is big", fact: null });
  void ask({ cell: "gru" });
  await settled();
  assert.equal(requests[0]?.stop.aborted, true);
  assert.deepEqual([requests[1]?.request.sentence, requests[1]?.request.cell], ["Peru is big", "gru"]);
  assert.equal(state.walk.value.length, 11);
  requests[0]?.answer(["too", "late"]);
  requests[1]?.answer(WORDS);
  await settled();
  assert.deepEqual([state.walk.value.length, state.cell.value.title, state.pending.value], [3, "Other", null]);
  assert.equal(state.request.value.fact, "topic");
});

test("what is refused is said, and what is there stays; the same can be tried once more", async () => {
  const [state, { requests, source }] = [begun(), app()];
  const { ask } = asking(state, source);
  void ask({ sentence: "Peru is big" });
  await settled();
  requests[0]?.refuse(new Refusal("away", true));
  await settled();
  assert.deepEqual([state.said.value.text, state.pending.value, state.request.value.sentence], ["away", null, TEXT]);
  state.said.value.again?.();
  await settled();
  requests[1]?.answer(WORDS);
  await settled();
  assert.deepEqual([state.said.value.text, state.walk.value.length], ["", 3]);
});

test("a change is asked for on the walk that is there, and one that does not apply is not asked for at all", async () => {
  const [state, { requests, source }] = [begun(), app()];
  const { ask, here } = asking(state, source);
  going(state).stopAt(6);
  void ask({ changes: [{ kind: "hold", signal: "a", units: [1], tokens: [4], to: "open" }] }, here());
  await settled();
  assert.deepEqual(requests.map(({ request: { edits } }) => edits), [[{ token: 4, signal: "a", units: [1], value: 1, direction: "forward" }]]);
  requests[0]?.answer();
  await settled();
  assert.equal(state.place.value.token, 6);
  assert.notEqual(state.original.value, null);
  assert.equal(state.runRequest.value.edits.length, 1);
  void ask({ changes: [{ kind: "hold", signal: "zz", units: [1], tokens: [4], to: "open" }] });
  await settled();
  assert.deepEqual([requests.length, state.original.value, state.changes.value.length], [1, null, 1]);
});

test("an old value that was opened stays so with a change, and is none of another sentence or cell", async () => {
  const [state, { requests, source }] = [begun(), app()];
  const { ask, here } = asking(state, source);
  going(state).stopAt(2);
  state.oldOf.value = 2;
  void ask({ changes: [{ kind: "hold", signal: "a", units: [1], tokens: [2], to: "open" }] }, here());
  await settled();
  requests[0]?.answer();
  await settled();
  assert.deepEqual([state.changes.value.length, state.oldOf.value], [1, 2]);
  for (const another of [{ sentence: "Peru is big", changes: [] }, { cell: "gru" }]) {
    state.oldOf.value = 2;
    void ask(another, here());
    await settled();
    requests.at(-1)?.answer(WORDS);
    await settled();
    assert.deepEqual([state.place.value.token, state.oldOf.value], [2, -1]);
  }
});

test("a cell that cannot read is explained in the place of the walk, and from it one goes back", async () => {
  const [state, { requests, source }] = [begun(), app()];
  const { ask } = asking(state, source);
  await ask({ cell: "new" });
  assert.equal(state.untaught.value?.name, "new");
  assert.equal(state.walk.value.length, 11);
  void ask({ cell: "lstm" });
  requests[0]?.answer(WORDS);
  await settled();
  assert.deepEqual([state.untaught.value, state.walk.value.length], [null, 3]);
});

test("until what a link names is there its address stays; what there is none of is said", async () => {
  const [state, { requests, source }] = [begun(), app()];
  arriving(state, asking(state, source).ask, ["lstm", "gru"])("sentence=Peru is big&cell=brain&lanes=0&speed=warp");
  assert.deepEqual([state.awaited.value, state.typed.value, state.many.value, state.speed.value], [true, "Peru is big", "own", "usual"]);
  requests[0]?.answer(WORDS);
  await settled();
  assert.deepEqual([state.awaited.value, state.said.value.text], [false, "There is no cell “brain”; this is the Minimal cell."]);
});

test("only a gate can be held open or shut; what is chosen comes back with a gate", () => {
  const { hold } = begun();
  hold.chosen.to.value = "shut";
  assert.deepEqual([hold.signal.value, hold.to.value], ["a", "shut"]);
  hold.chosen.signal.value = "s";
  assert.deepEqual([hold.signal.value, hold.to.value], ["s", "value"]);
  hold.chosen.signal.value = "a";
  assert.equal(hold.to.value, "shut");
});

const SCHOLAR = { name: "scholar", title: "Well read", for_typed: true, both_ways: false };
const BOTH = /** @type {any} */ ({ ...CELL, networks: [{ ...SCHOLAR, name: "lstm", for_typed: false }, SCHOLAR] });

/** A page whose cell has two networks, and knows one example. */
function withTwoNetworks() {
  const walk = walkOf(BOTH);
  const request = { sentence: TEXT, cell: "lstm", fact: "topic", changes: [], direction: walk.direction };
  const state = walkState({ request, walk, original: null, untaught: null }, {}, signal("light"));
  state.examples.value = new Map([[TEXT, "lstm"]]);
  return state;
}

test("what is typed goes to the network that has read more, which stands in the link and under its cell in the menu", async () => {
  const [state, { requests, source }] = [withTwoNetworks(), app()];
  const names = "Narnia is big. Wakanda is big. I visit ___";
  assert.deepEqual([TEXT, names].map((text) => networkFor(state, text)), ["lstm", "lstm"]);
  assert.deepEqual([networkFor(state, TEXT), networkFor(state, "Peru is big"), networkFor(state, "Peru is big", "gru")], ["lstm", "scholar", "gru"]);
  void asking(state, source).ask({ sentence: "Peru is big", cell: networkFor(state, "Peru is big"), fact: null });
  requests[0]?.answer(WORDS);
  await settled();
  assert.deepEqual([requests[0]?.request.cell, state.walk.value.answersOnly, state.cellName.value], ["scholar", true, "lstm"]);
  assert.equal(new URLSearchParams(state.link.value).get("cell"), "scholar");
  assert.match(state.step.value, /"scholar"/);
});

test("a link that names the textbook network for what was typed has chosen it; one to an example has chosen nothing", () => {
  const [state, { source }] = [withTwoNetworks(), app()];
  const arrive = arriving(state, asking(state, source).ask, ["lstm", "scholar"]);
  arrive("sentence=Peru is big&cell=lstm");
  assert.deepEqual([state.request.value.cell, networkFor(state, "Norway is big")], ["lstm", "lstm"]);
  arrive(`sentence=${TEXT}&cell=lstm`);
  assert.equal(state.isTextbookChosen.value, true);
  arrive("sentence=Peru is big&cell=scholar");
  assert.deepEqual([state.request.value.cell, networkFor(state, "Norway is big")], ["scholar", "scholar"]);
});

test("a link to a fact that another network holds leads there, and where it is not held the sentence says which one", async () => {
  const facts = { kind: "kind", nonsense: "topic" };
  for (const [wanted, held] of Object.entries(facts)) {
    const [state, { requests, source }] = [withTwoNetworks(), app()];
    arriving(state, asking(state, source).ask, ["lstm", "scholar"])(`sentence=Peru is big&cell=scholar&fact=${wanted}`);
    await answeredAll(requests);
    assert.deepEqual([state.answer.value.request.fact, state.walk.value.remembered?.fact], [held, held]);
    assert.deepEqual([state.said.value.text, state.pending.value, state.request.value.cell], ["", null, "scholar"]);
  }
});

test("another network or cell that does not hold the fact walks the sentence all the same, and nothing is refused", async () => {
  for (const other of ["lstm", "gru"]) {
    const [state, { requests, source }] = [withTwoNetworks(), app()];
    state.cells.value = { known: new Map([BOTH, OTHER].map((cell) => [cell.name, cell])), all: true };
    const { ask } = asking(state, source);
    void ask({ sentence: "Peru is big", cell: "scholar", fact: "kind" });
    await answeredAll(requests);
    assert.equal(state.request.value.fact, "kind");
    void ask({ cell: other }, { token: 1 });
    await answeredAll(requests);
    assert.deepEqual([state.said.value.text, state.pending.value, state.request.value.cell], ["", null, other]);
    assert.deepEqual([state.walk.value.remembered?.fact, state.request.value.fact, state.walk.value.length], ["topic", "topic", 3]);
  }
});

test("a fact that the network at hand holds is asked for at once", async () => {
  const [state, { requests, source }] = [withTwoNetworks(), app()];
  void asking(state, source).ask({ sentence: "Peru is big" });
  await answeredAll(requests);
  assert.deepEqual(requests.map(({ request: { fact } }) => fact), ["topic"]);
});

test("of a network of which it is known what it holds, a fact is asked for once", async () => {
  for (const [fact, wanted] of [["kind", "kind"], ["nonsense", null]]) {
    const [state, { requests, source }] = [withTwoNetworks(), app()];
    const knowing = { ...BOTH, networks: [BOTH.networks[0], { ...SCHOLAR, facts: ["topic", "kind"] }] };
    state.cells.value = { known: new Map([["lstm", knowing]]), all: true };
    void asking(state, source).ask({ sentence: "Peru is big", cell: "scholar", fact });
    await answeredAll(requests);
    assert.deepEqual(requests.map((one) => one.request.fact), [wanted]);
  }
});

/** Whatever is asked is answered, and what is asked after that. @param {ReturnType<typeof app>["requests"]} requests */
async function answeredAll(requests) {
  for (let n = 0; n < 4; n += 1) {
    await settled();
    requests.forEach(({ answer }) => answer(WORDS));
  }
}
