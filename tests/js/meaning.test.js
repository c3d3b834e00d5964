// What a signal is follows from its kind, from what it does and from its range, for cells that nobody has thought of.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { caption } from "../../static/js/core/walk/caption.js";
import { edits } from "../../static/js/core/walk/changes.js";
import { experiments } from "../../static/js/core/walk/experiments.js";
import { beltInWords, decides, gateNames, gatesOf, isSigned, nameAlone, nameOf } from "../../static/js/core/parts.js";
import { lanesOf } from "../../static/js/core/compare/rows.js";
import { stages } from "../../static/js/core/walk/stages.js";
import { stations } from "../../static/js/core/walk/stations.js";
import { added, parts, signsIn } from "../../static/js/core/walk/terms.js";
import { equation, factor, MINIMAL, walkOf } from "./minimal.js";

const named = (/** @type {any[]} */ some, /** @type {any} */ naming) => some.map((one) => nameOf(one, naming));

test("an equation without a name has a plain one by its kind", () => {
  assert.deepEqual(named(MINIMAL.equations, "usual"), ["gate", "candidate", "state"]);
  assert.equal(nameOf(equation("k", "clock", ["keeps", "writes"], [0, 1]), "usual"), "clock");
  assert.equal(nameOf(equation("q", "other", [], [null, null]), "usual"), "signal");
  assert.equal(nameAlone(MINIMAL.equations[0], "usual"), "gate a");
  assert.equal(nameAlone(equation("f", "gate", ["keeps"], [0, 1], "forget gate"), "usual"), "forget gate");
});

test("the names of the article go by what a signal does, whatever it is called", () => {
  const some = [
    equation("p", "gate", ["keeps"], [0, 1], "Vergissgatter"),
    equation("q", "gate", ["writes"], [0, 1]),
    equation("r", "gate", ["shows"], [0, 1], "output gate"),
    equation("s", "state", ["belt"], [null, null], "cell state"),
    equation("t", "state", ["output"], [-1, 1], "hidden state"),
    equation("u", "gate", ["keeps", "writes"], [0, 1], "update gate"),
    equation("v", "state", ["belt", "output"], [-1, 1], "hidden state"),
  ];
  const article = ["remember gate", "learn gate", "use gate", "long-term memory", "short-term memory", "update gate", "hidden state"];
  assert.deepEqual(named(some, "article"), article);
});

test("what a signal decides goes by what it does, also where it does what no other cell has", () => {
  assert.match(decides(MINIMAL.equations[0]), /stays, and how much of the candidate takes its place/);
  const both = decides(equation("q", "gate", ["keeps", "shows"], [0, 1]));
  assert.match(both, /stays on the belt and how much of the belt is shown/);
  assert.equal(decides(equation("q", "other", [], [null, null])), "");
});

test("the range says whether zero is in the middle or at the end", () => {
  const ranges = [[0, 1], [-1, 1], [null, null], [0, null], [0, 2], [0.2, 0.7]];
  assert.deepEqual(ranges.map((range) => isSigned(equation("q", "other", [], range))), [false, true, true, true, true, false]);
});

test("gates are gates by their kind", () => {
  assert.deepEqual(gatesOf(MINIMAL).map(({ name }) => name), ["a", "b1"]);
  assert.equal(gateNames(MINIMAL, "usual"), "gate a");
});

test("stages, stations and lanes of a cell name its own signals", () => {
  const walk = walkOf(MINIMAL);
  assert.deepEqual(stages(MINIMAL), { a: 1, b1: 2, s: 3 });
  assert.deepEqual(stations(walk, "usual").map(({ symbol, signal }) => [symbol, signal]), [["s′", ""], ["× a", "a"], ["+ (1 - a) * b1", "a"], ["s", "s"]]);
  const lane = walk.lane(2, 1);
  assert.ok(Math.abs(lane.keep - 0.1) < 1e-6 && Math.abs(lane.put - 0.9 * 0.2) < 1e-6 && Math.abs(lane.after - 0.3) < 1e-6);
  assert.deepEqual(lanesOf(walk, "Norway", [0, 4]).map(({ name }) => name), ["would answer", "p of Norway", "memory s", "keeps a", "writes", "shows"]);
  assert.match(caption(walk, 4, "usual", [0, 1]).text, /let go of their old values/);
});

test("a belt is told in words, and a cell that has none says so", () => {
  assert.equal(beltInWords(MINIMAL), "Its belt is s: each old value is multiplied by a, and (1 − a) × b1 is added.");
  const plain = { ...MINIMAL, belt: null, no_belt: "`s` is made anew at each step." };
  assert.equal(beltInWords(plain), "It has no belt. s is made anew at each step.");
  assert.equal(walkOf(plain).state, "s");
  assert.deepEqual(experiments(walkOf(plain), "usual"), []);
});

test("what comes from the word is what comes from the cell's input, and a bias is what the grammar calls one", () => {
  const term = (/** @type {string} */ source, /** @type {string} */ label, /** @type {number} */ value) => ({ source, factors: [{ label, value }], value });
  const terms = [term("u", "W[0, 3]", 2), term("u", "W[0, 4]", 1), term("b_a", "b_a[0]", 0.5), term("x", "x[0]", 0.25)];
  const arithmetic = /** @type {any} */ ({ terms, function: null, recorded: 3.75, forced: false });
  assert.deepEqual(parts(arithmetic, MINIMAL, "the word").map(({ name, value }) => [name, value]), [["the word", 3], ["the bias b_a", 0.5], ["x", 0.25]]);
  assert.match(added(arithmetic, MINIMAL), /All 4 products \(2 of them from the word\) add up to 3\.7500\. That is the number/);
});

const titles = (/** @type {any} */ cell) => experiments(walkOf(cell), "usual").map(({ title }) => title);

test("to let a sentence pass by holds what the belt says, and the title names it", () => {
  const [first] = experiments(walkOf(MINIMAL), "usual");
  assert.equal(first?.title, "Let the sentence with “Norway” pass by: gate a open");
  assert.deepEqual(first?.changes, [{ kind: "hold", signal: "a", units: [1], tokens: [4, 5, 6, 7], to: "open" }]);
  const deep = {
    ...MINIMAL,
    equations: [
      equation("f", "gate", ["keeps"], [0, 1], "forget gate"),
      equation("i", "gate", ["writes"], [0, 1], "input gate"),
      equation("g", "candidate", ["writes"], [-1, 1], "candidate"),
      equation("d", "gate", ["joins"], [0, 1], "depth gate"),
      MINIMAL.equations[2],
    ],
    belt: { ...MINIMAL.belt, keeps: { text: "f", factors: [factor("f")] }, standing: { f: 1, d: 0, i: 0 } },
  };
  const [pass] = experiments(walkOf(deep), "usual");
  assert.equal(pass?.title, "Let the sentence with “Norway” pass by: forget gate open, input gate and depth gate shut");
  assert.deepEqual(pass?.changes.map((one) => "along" in one), [false, true, true]);
  assert.ok(titles(deep).includes("Shut the input gate at “Norway”"));
});

test("what is no gate is held at its value", () => {
  const bare = { ...MINIMAL, belt: { ...MINIMAL.belt, puts: [{ text: "b1", factors: [factor("b1")] }], standing: { a: 1, b1: 0 } } };
  const walk = walkOf(bare);
  const [first] = experiments(walk, "usual");
  assert.equal(first?.title, "Let the sentence with “Norway” pass by: gate a open, candidate b1 at 0");
  assert.deepEqual(new Set(edits(first?.changes ?? [], walk).map(({ signal, value }) => `${signal} ${value}`)), new Set(["a 1", "b1 0"]));
});

test("where the complement of a gate keeps, open and shut change their places", () => {
  const other = { ...MINIMAL, belt: { ...MINIMAL.belt, keeps: { text: "(1 - a)", factors: [factor("a", true)] }, standing: { a: 0 } } };
  const offered = experiments(walkOf(other), "usual");
  assert.deepEqual(offered.map(({ title }) => title), [
    "Let the sentence with “Norway” pass by: gate a shut",
    "Keep the gate a shut at “Norway”",
    "Forget everything at every full stop",
  ]);
  assert.equal(/** @type {any} */ (offered[2]?.changes[0]).to, "open");
});

test("a clock can be stopped, and is no gate that would be kept open", () => {
  const clocked = { ...MINIMAL, equations: [equation("a", "clock", ["keeps", "writes"], [0, 1], "clock"), ...MINIMAL.equations.slice(1)], belt: { ...MINIMAL.belt, standing: { a: 0 } } };
  assert.deepEqual(titles(clocked), ["Let the sentence with “Norway” pass by: clock shut"]);
});

test("nothing is offered that would change nothing", () => {
  assert.deepEqual(experiments(walkOf(MINIMAL, ["India", "is", "___"]), "usual"), []);
  const fixed = { ...MINIMAL, belt: { ...MINIMAL.belt, standing: null } };
  assert.ok(!titles(fixed).some((title) => title.startsWith("Let")));
});

test("a network of which nobody has looked for its facts is walked all the same", () => {
  const walk = walkOf(MINIMAL);
  walk.memory = [];
  assert.match(caption(walk, 4, "usual", [0, 1]).text, /nobody has looked for them/);
  const [, , memory, keeps] = lanesOf(walk, "Norway", [0, 4]);
  assert.deepEqual([memory?.values.length, keeps?.kind, keeps?.text(0)], [2, "gate", "0.10"]);
  assert.deepEqual(experiments(walk, "usual"), []);
});

test("the signs of a formula are explained, and no others", () => {
  assert.deepEqual(signsIn("<mi>f</mi><mo>=</mo><mi>σ</mi><mi>W</mi>"), ["sigma"]);
  assert.deepEqual(signsIn("<mi>o</mi><mo>⊙</mo><mi>tanh</mi><mi>c</mi>"), ["tanh", "each-with-its-own"]);
});
