// Networks that were taught in the lab: as files, as links, and as somebody whom the pages can ask.

import "./texts.js";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";

import { openedFile, savedFile, Unreadable, whyNoWalk } from "../../static/js/core/taught/file.js";
import { fromLink, toLink } from "../../static/js/core/taught/link.js";
import { dumped } from "../../static/js/core/taught/python.js";
import { sha256 } from "../../static/js/core/taught/sha256.js";
import { wordsOf } from "../../static/js/core/taught/words.js";
import { signal } from "../../static/js/lib/signals.js";
import { changedIn, comparedIn, sentenceOf, taughtOf } from "../../static/js/core/lab/onward.js";

/** What stands in for the browser's own. @type {Map<string, string>} */
const stored = new Map();
globalThis.localStorage = /** @type {any} */ ({
  getItem: (/** @type {string} */ name) => stored.get(name) ?? null,
  setItem: (/** @type {string} */ name, /** @type {string} */ value) => stored.set(name, value),
  removeItem: (/** @type {string} */ name) => stored.delete(name),
});
const { keep, taught } = await import("../../static/js/lib/taught.js");
const { arrive } = await import("../../static/js/pages/lab/onward.js");
const { labState } = await import("../../static/js/pages/lab/state.js");
const { withTaught } = await import("../../static/js/lib/source/taught.js");

const { fetch: whole } = globalThis;
beforeEach(() => stored.clear());
afterEach(() => (globalThis.fetch = whole));
const never = new AbortController().signal;

const SIZES = { inputs: 3, units: 2, layers: 1 };
const SHAPES = { "layers.0.forward.W": [2, 3], "readout.W": [3, 2], "readout.b": [3] };

/** @param {number} value @returns {any} */
const weights = (value) => Object.fromEntries(Object.entries(SHAPES).map(([name, shape]) => {
  return [name, { shape, values: new Float32Array(shape.reduce((all, one) => all * one, 1)).fill(value) }];
}));

/** @param {number} updates @param {object} [more] @returns {any} */
const network = (updates, more = {}) => ({
  cell: { name: "rnn", title: "Plain RNN", text: "h = tanh(W x)" },
  sizes: SIZES,
  weights: weights(updates / 100),
  memory: "h", reads: "symbols", says: "classes", symbols: ["a", "b", "c"], answers: [],
  start: { seed: 1, open: { span: 8, forget: null } },
  about: { task: "counting", title: "Counting", seed: 1, updates, settings: {}, recipe: {} },
  question: null,
  ...more,
});

test("a hash is that of every other program", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, n) => (n * 37) % 256);
    assert.equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"));
  }
});

test("JSON is written to the letter as Python writes it", () => {
  const value = { b: [1, 0.5, 1e-5, -2.5e-7, 1e21, true, null], a: { "é": "\u007f\n\"\\ 長 😀" } };
  assert.equal(
    dumped(value),
    '{"a": {"\\u00e9": "\\u007f\\n\\"\\\\ \\u9577 \\ud83d\\ude00"}, "b": [1, 0.5, 1e-05, -2.5e-07, 1e+21, true, null]}',
  );
});

test("signs that cannot be typed as words of a sentence have names", () => {
  assert.deepEqual(wordsOf([" ", "A", "a", "B", "_", "…", "X then X", "("]), [
    "space", "capital-a", "a", "B", "underscore", "character-2026", "X then X", "(",
  ]);
});

test("a file opens as what was saved; of any other it is said what is wrong with it", () => {
  const file = savedFile(network(240));
  assert.deepEqual(openedFile(file), network(240));
  const damaged = file.slice();
  damaged.fill(7, file.length - 4);
  const wrong = { "not-whole": new Uint8Array(3), "not-json": file.map((byte, n) => (n === 8 ? 0 : byte)), "cut-off": file.slice(0, -4), damaged };
  for (const [why, bytes] of Object.entries(wrong)) {
    assert.throws(() => openedFile(bytes), (error) => error instanceof Unreadable && error.why === why, why);
  }
  const stranger = new TextEncoder().encode('........{"__metadata__":{}}     ');
  new DataView(stranger.buffer).setBigUint64(0, 24n, true);
  assert.throws(() => openedFile(stranger), { why: "not-ours" });
});

test("a network of numbers says why it cannot be walked", () => {
  assert.equal(whyNoWalk(network(1)), "");
  assert.equal(whyNoWalk(network(1, { reads: "numbers" })), "numbers");
  assert.match(keep(network(1, { says: "numbers" }), weights(0)).why, /reads numbers/);
});

test("the newest three are kept", () => {
  const names = [1, 2, 3, 4].map((updates) => keep(network(updates), weights(0)).name);
  assert.deepEqual(taught().map(({ name }) => name), names.slice(1).reverse());
  assert.equal(keep(network(2), weights(0)).name, names[1]);
  assert.equal(taught().length, 3);
  assert.deepEqual(taught()[0]?.lesson, "Plain RNN from the lab: Counting (2 updates)");
});

test("a browser that keeps nothing says so, and so does a network that is too large", () => {
  assert.match(keep(network(1, { symbols: Array.from({ length: 300 }, (_, n) => `w${n}`) }), weights(0)).why, /too large/);
  stored.set = () => stored;
  assert.match(keep(network(1), weights(0)).why, /stores nothing/);
  delete (/** @type {any} */ (stored).set);
});

test("its weights go with every request, and before it learned its first ones", async () => {
  const { name } = keep(network(5), weights(0));
  /** @type {any[]} */
  const requests = [];
  const answers = async (/** @type {any} */ request) => void requests.push(request);
  const source = withTaught(/** @type {any} */ ({ trace: answers, gradients: answers, comparison: answers }));
  const kept = taught()[0];
  await source.trace({ sentence: "a", cell: name, edits: [], fact: null }, never);
  await source.gradients({ sentence: "a", cell: name, edits: [], token: 0, word: "b", untaught: true }, never);
  await source.gradients({ sentence: "a", cell: "lstm", edits: [], token: 0, word: "b", untaught: true }, never);
  await source.comparison({ sentences: ["a"], cells: ["lstm", name] }, never);
  const plain = JSON.parse(JSON.stringify(requests));
  assert.deepEqual(plain[0], { sentence: "a", edits: [], fact: null, network: kept?.file });
  assert.deepEqual(plain[1], { sentence: "a", edits: [], token: 0, word: "b", network: kept?.first });
  assert.deepEqual(plain[2], { sentence: "a", cell: "lstm", edits: [], token: 0, word: "b", untaught: true });
  assert.deepEqual(plain[3], { sentences: ["a"], cells: ["lstm"], networks: { [name]: kept?.file } });
  assert.notEqual(kept?.first, kept?.file);
});

test("it stands among the cells of the app, as the app tells of its text", async () => {
  const { name } = keep(network(5), weights(0));
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ path, /** @type {any} */ { body }) => {
    assert.deepEqual([path, JSON.parse(body)], ["api/v1/programs", { text: "h = tanh(W x)", ...SIZES }]);
    return { ok: true, json: async () => ({ plan: {}, count: 15, equations: [], memory: "h" }) };
  });
  const cells = await withTaught(/** @type {any} */ ({ cells: async () => [{ name: "lstm" }] })).cells();
  assert.deepEqual(cells.map((cell) => cell.name), ["lstm", name]);
  assert.deepEqual([cells[1]?.title, cells[1]?.units, cells[1]?.memory], ["Plain RNN from the lab", 2, "h"]);
});

test("a link holds all that another browser needs to learn the same", () => {
  const lesson = {
    cell: "", text: "gate z = sigmoid(W x)\nh = z", task: "india", settings: { how_many: 12, countries: "Oz, Narnia, 1984" },
    recipe: { units: 24, rate: 0.03, forget: 1 }, seed: 7, updates: 240,
  };
  const { cell: _, text, ...fields } = lesson;
  assert.deepEqual(fromLink(toLink(lesson)), { ...fields, text });
  assert.deepEqual(fromLink(toLink({ ...lesson, text: "", cell: "lstm" })), { ...fields, cell: "lstm" });
});

test("what cannot be read of a link is left out", () => {
  assert.deepEqual(fromLink("seed=minus&updates=1e9&cell=../x&task=&theme=dark"), { settings: {}, recipe: {} });
  assert.deepEqual(fromLink(""), { settings: {}, recipe: {} });
});

test("what is due in a lesson is what is right anywhere in it", () => {
  const packed = (/** @type {number[]} */ values) => ({ shape: [values.length], type: "uint8", base64: btoa(String.fromCharCode(...values)) });
  const set = { lengths: packed([3]), inputs: packed([0, 1, 2]), targets: null, marks: packed([0, 2, 0]), allowed: null };
  const made = { taught: { reads: "symbols", says: "classes", symbols: ["a", "b", "c"], answers: [], fresh: 0, more: {}, set } };
  const plan = { ...SIZES, programs: [] };
  const begun = { spec: { title: "Plain RNN", text: "h = tanh(W x)" }, recipe: { span: 8, forget: null }, written: { plan, memory: "h" }, made, seed: 1 };
  const result = taughtOf(/** @type {any} */ (begun), /** @type {any} */ ({
    task: { name: "counting", title: "Counting" }, values: {}, name: "rnn", updates: 5, question: [0, 1],
    parameters: [{ name: "readout.b", shape: [3] }], numbers: Float32Array.of(1, 2, 3),
  }));
  assert.deepEqual(result.question, { text: "a b", among: ["c"] });
  assert.deepEqual([...(result.weights["readout.b"]?.values ?? [])], [1, 2, 3]);
});

test("a sequence becomes a sentence that ends in a blank where its last answer is due", () => {
  const wanted = [{ place: 1, target: 2 }, { place: 2, target: 0 }];
  assert.equal(sentenceOf(network(1), { sequence: [0, 3, 1, 2], wanted }), "a Narnia b ___");
  assert.equal(sentenceOf(network(1, { symbols: ["a", " "] }), { sequence: [0, 1], wanted: [] }), "a space ___");
});

test("Compare reads what was told and the question, with nothing in between that the network has not read", () => {
  const one = { sequence: [0, 1, 1, 0], wanted: [{ place: 2, target: 0 }] };
  const asking = { question: { text: "b", among: ["a"] } };
  assert.deepEqual(comparedIn(network(1, { symbols: ["a", "b"], ...asking }), one), { fact: "a b", filler: "0", question: "b ___" });
  assert.deepEqual(comparedIn(network(1, { symbols: ["a", "b"] }), one), {});
});

test("of a recipe only what is not as usual goes into a link", () => {
  const usual = /** @type {any} */ ({ units: 16, rate: 0.01, forget: null });
  assert.deepEqual(changedIn({ units: 24, rate: 0.01, forget: null, layers: 1, stranger: 1 }, usual), { units: 24 });
  assert.deepEqual(changedIn({ units: 1e9, rate: -1, forget: 1 }, usual), { units: 256, rate: 0.00001, forget: 1 });
});

test("a link leads to the lesson that it names, and leaves alone what is not here", () => {
  const task = (/** @type {string} */ name) => ({ name, recipe: { cell: "lstm", units: 16, rate: 0.01, updates: 1000, forget: null } });
  const starters = [{ name: "lstm", title: "LSTM", text: "h = x" }, { name: "gru", title: "GRU", text: "h = 1 - x" }];
  const state = labState(/** @type {any} */ ([task("india"), task("order")]), starters, signal("light"));
  arrive(state, "task=order&cell=gru&seed=7&updates=240&task-length=60&learn-units=8");
  const now = () => [state.taskName, state.cellName, state.text, state.seed, state.values, state.changes].map(({ value }) => value);
  assert.deepEqual(now(), ["order", "gru", "h = 1 - x", 7, { length: 60 }, { units: 8, updates: 240 }]);
  arrive(state, "task=nothing&cell=nobody&theme=dark");
  assert.deepEqual(now(), ["order", "gru", "h = 1 - x", 7, { length: 60 }, { units: 8, updates: 240 }]);
  arrive(state, "text=h%20%3D%20tanh(x)");
  assert.equal(state.title.value, "Your cell");
});
