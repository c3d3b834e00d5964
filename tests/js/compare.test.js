// What the page that compares says of the measured scores, and by what it tells cells apart.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { isTaught, lookOf } from "../../static/js/core/cells.js";
import { blocksOf, resultOf } from "../../static/js/core/compare/comparison.js";
import { fromFragment } from "../../static/js/core/compare/link.js";
import { findings } from "../../static/js/core/compare/findings.js";
import { bandsOf, guessed, measured, reachOf, trainingsOf, withDeeper } from "../../static/js/core/compare/gaps.js";
import { reachInWords } from "../../static/js/core/walk/reach.js";
import { measuredFigure } from "../../static/js/views/compare/measured.js";
import { scoreRows } from "../../static/js/core/compare/tables.js";
import { MINIMAL, walkOf } from "./minimal.js";

const EIGHT = ["rnn", "lstm", "peephole", "coupled", "gru", "gru_before", "clockwork", "depth_gated"];
const LOOK = /** @type {any} */ ({ ink: "#000000", soft: "#555555", line: "#cccccc", sheet: "#ffffff", font: "sans-serif", rem: 16 });

/** @param {string} name @param {number} accuracy @param {object | null} [commonest] @param {number} [layers] @returns {any} */
function cell(name, accuracy, commonest = null, layers = 1) {
  const score = { questions: 6000, accuracy, low: accuracy - 0.01, high: accuracy + 0.01, p: accuracy };
  return { name, title: name, layers, model: { held_out: { by_gap: { "1-10": score, "101-200": score }, asked: {}, commonest } } };
}

/** The same trained three times. @param {string} name @param {number} accuracy @param {number} least @param {number} most @returns {any} */
function several(name, accuracy, least, most) {
  const one = cell(name, accuracy);
  const seeds = [accuracy, least, most].map((share, n) => [`${name}-${n}`, { by_gap: { "1-10": share, "101-200": share } }]);
  Object.assign(one.model.held_out, { seeds: Object.fromEntries(seeds) });
  return one;
}

/** @param {number} clock @param {object | null} [commonest] */
function claims(clock, commonest = { "1-10": 0.15, "101-200": 0.143 }) {
  const cells = measured(EIGHT.map((name) => cell(name, name === "clockwork" ? clock : 0.9, commonest, name === "depth_gated" ? 2 : 1)));
  return findings(cells, bandsOf(cells)).join(" ");
}

test("no cell is called better or worse than another, and it is said that each was trained once", () => {
  assert.doesNotMatch(claims(0.146), /\b(better|worse)\b/);
  assert.match(claims(0.146), /one training each/);
  assert.match(claims(0.146), /has 2 layers, and there is no LSTM with as many layers beside it/);
});

test("what several trainings came to stands in brackets, beside what rests on one", () => {
  const rest = EIGHT.slice(3).map((name) => cell(name, 0.9));
  const thrice = EIGHT.map((name) => several(name, 0.9, 0.85, 0.95));
  const mixed = measured([several("rnn", 0.5, 0.45, 0.5), several("lstm", 0.9, 0.85, 0.95), several("peephole", 0.8, 0.7, 0.8), ...rest]);
  /** @param {any[]} cells @param {string} claim */
  const said = (cells, claim) => findings(cells, bandsOf(cells)).find((text) => text.includes(claim)) ?? "";
  assert.match(said(mixed, "has no memory"), /answers 50\.0\u00a0% \(45\.0\u00a0% to 50\.0\u00a0%\) of the questions right/);
  assert.match(said(mixed, "as good as the LSTM"), /right in 90\.0\u00a0% \(85\.0\u00a0% to 95\.0\u00a0%\) of the questions, the GRU in 90\.0\u00a0%, /);
  assert.match(said(mixed, "as good as the LSTM"), /of 3 trainings\. Figures without brackets are of one training/);
  assert.match(said(measured(thrice), "as good as the LSTM"), /the lowest and the highest share of 3 trainings each\.$/);
  assert.deepEqual(mixed.slice(1, 4).map(({ gaps }) => reachOf(/** @type {any} */ (gaps["1-10"]))), [{ low: 0.85, high: 0.95 }, { low: 0.7, high: 0.8 }, { low: 0.89, high: 0.91 }]);
  const scores = (/** @type {any[]} */ cells) => cells.flatMap(({ gaps }) => Object.values(gaps));
  assert.deepEqual(trainingsOf(scores(mixed)), { n: 3, how: "mixed" });
  assert.deepEqual(trainingsOf(scores(measured(thrice))), { n: 3, how: "several" });
  assert.deepEqual(trainingsOf(scores(measured(rest))), { n: 1, how: "once" });
});

test("the bar of several trainings reaches from the least to the most in the chart, and says so", () => {
  const cells = measured([several("rnn", 0.5, 0.25, 0.75)]);
  const shown = { cells, bands: bandsOf(cells), guesses: {}, chosen: ["rnn"], live: new Map(), tones: {} };
  const [line] = /** @type {any[]} */ (measuredFigure(shown, (text) => 7 * text.length, LOOK).data);
  assert.deepEqual([line.error_y.array, line.error_y.arrayminus], [[0.25, 0.25], [0.25, 0.25]]);
  assert.match(line.text[0], /rnn, 1 to 10: 50\.0\u00a0% right \(25\.0\u00a0% to 75\.0\u00a0% in 3 trainings\)/);
  assert.match(String(scoreRows(cells, bandsOf(cells), new Map()).rows[0]?.[1]), /0\.500 \(0\.250 to 0\.750\)/);
});

test("a cell of two layers is compared with an LSTM of as many, if there is one; what reads otherwise or more is none", () => {
  const others = ["lstm", "lstm_two", "halves", "scholar"].map((name) => ({ ...cell(name, 0.8, null, 2), for_typed: name === "scholar", both_ways: name === "halves" }));
  const lstm = { ...cell("lstm", 0.9), networks: others };
  const cells = measured([lstm, cell("peephole", 0.9), cell("depth_gated", 0.9, null, 2)]);
  assert.deepEqual(cells.map(({ name }) => name), ["lstm", "peephole", "depth_gated", "lstm_two"]);
  assert.deepEqual(withDeeper(["lstm", "peephole"], cells), ["lstm", "peephole"]);
  assert.deepEqual(withDeeper(["depth_gated"], cells), ["depth_gated", "lstm_two"]);
  const [claim = ""] = findings(cells, bandsOf(cells)).filter((text) => text.includes("depth gate"));
  assert.match(claim, /Compare it with an LSTM of 2 layers and no depth gate: that one is right in 80\.0\u00a0%/);
});

test("how far the clockwork RNN is above the commonest answer goes by the numbers", () => {
  assert.match(claims(0.146), /commonest answer is right in 14\.3\u00a0%\. The clockwork RNN is not above that/);
  assert.match(claims(0.17), /is only a little above that/);
  assert.match(claims(0.6), /it does remember something/);
  assert.doesNotMatch(claims(0.146, null), /commonest/);
});

test("the commonest answer is a line of its own in the chart and a row of the table, if it was measured", () => {
  for (const commonest of [{ "1-10": 0.15, "101-200": 0.143 }, null]) {
    const cells = measured([cell("rnn", 0.5, commonest)]);
    const bands = bandsOf(cells);
    const shown = { cells, bands, guesses: guessed(cells), chosen: ["rnn"], live: new Map(), tones: {} };
    const names = measuredFigure(shown, (text) => 7 * text.length, LOOK).data.map((line) => /** @type {any} */ (line).name);
    assert.deepEqual(names, commonest ? ["always the commonest answer", "rnn"] : ["rnn"]);
    assert.deepEqual(scoreRows(cells, bands, new Map()).rows.slice(1), commonest ? [["always the commonest answer", "0.150", "0.143", "not measured"]] : []);
  }
});

test("names at the end of the lines stand apart and inside the chart, however many there are", () => {
  for (const count of [2, 8, 20]) {
    const cells = measured(Array.from({ length: count }, (_, n) => cell(`cell ${n}`, 0.1 + n / 1000)));
    const shown = { cells, bands: bandsOf(cells), guesses: {}, chosen: cells.map(({ name }) => name), live: new Map(), tones: {} };
    const heights = measuredFigure(shown, (text) => 7 * text.length, LOOK).layout.annotations.slice(-count).map((/** @type {any} */ { y }) => y);
    for (let n = 1; n < count; n++) assert.ok(heights[n - 1] - heights[n] > 0.045, `${count}: ${heights}`);
    assert.ok(Math.min(...heights) >= 0 && Math.max(...heights) <= 1.03);
  }
});

test("every cell has a sign and a colour of its own, also a twentieth", () => {
  const names = [...EIGHT, ...Array.from({ length: 40 }, (_, n) => `mine ${n}`)];
  const looks = names.map((name) => lookOf(name, names));
  assert.equal(new Set(looks.map((look) => `${look.tone} ${look.symbol}`)).size, names.length);
  assert.equal(new Set(looks.map(({ sign }) => sign)).size, 15);
  for (const { tone } of looks) assert.ok(tone >= 1 && tone <= 8);
  assert.deepEqual(lookOf("rnn", names), lookOf("rnn", []));
  assert.ok(lookOf("nobody", names).sign);
});

test("a cell that has not been taught cannot be compared, and a link that names it says so", () => {
  assert.equal(isTaught(MINIMAL), true);
  assert.equal(isTaught({ model: null }), false);
  const { view, mended } = fromFragment("cells=rnn,minimal", EIGHT, ["minimal"]);
  assert.deepEqual(view.cells, ["rnn"]);
  assert.match(mended.join(" "), /“minimal” has not been trained yet, so it cannot be compared/);
  assert.match(fromFragment("mode=sentences&cell=minimal", EIGHT, ["minimal"]).mended.join(" "), /has not been trained yet/);
  assert.deepEqual(measured([/** @type {any} */ ({ name: "minimal", title: "M", model: null })]), []);
});

test("what is said of a fact is said of the units that hold it, not of the whole state", () => {
  const strengths = /** @type {any[]} */ ([
    { name: "the state s", values: [0.318, 1], kind: "state" },
    { name: "its units that hold the topic", values: [0.026, 1], kind: "held" },
    { name: "the product of a", values: [0.01, 1], kind: "gates" },
    { name: "Plain RNN h", values: [0.057, 1], kind: "other" },
    { name: "s, untrained", of: "Minimal cell s", values: [0.35, 1], kind: "before" },
    { name: "h, untrained", of: "Plain RNN h", values: [5.1e-7, 1], kind: "untaught" },
  ]);
  const text = reachInWords(walkOf(MINIMAL), { token: 1, word: "Norway", blank: true }, strengths);
  assert.match(text, /the units that hold the topic have 0\.026 of their gradient left\. At “is” the gates let go/);
  assert.match(text, /whole state, which carries more than the topic, this much is left there: Minimal cell s 0\.318, Plain RNN h 0\.057\./);
  assert.match(text, /Before training it was: Minimal cell s 0\.350, Plain RNN h 5\.1\u00a0×\u00a010⁻⁷\.$/);
});

/** @param {string[]} answers of each cell, in the blank @returns {any} */
function comparisonOf(...answers) {
  const walks = answers.map((word, n) => {
    const walk = walkOf({ ...MINIMAL, title: `Cell ${n}` });
    return { walk: Object.defineProperty(walk, "predicted", { value: () => ({ blank: true, words: [{ word, p: 0.9 }] }) }), cost: { cell: `${n}` } };
  });
  return { mode: "cells", chosen: walks.map(({ cost }) => cost.cell), story: { fact: "", filler: 7, question: "" }, walks };
}

test("a sentence says which cells still give the right answer at the end", () => {
  assert.equal(resultOf(comparisonOf("Norway", "because"), "Norway"), "With 7 words in between, “Norway” is still the answer of Cell 0, but not of Cell 1.");
  assert.equal(resultOf(comparisonOf("Norway", "Norway"), "norway"), "With 7 words in between, “norway” is the answer of all: Cell 0 and Cell 1.");
  assert.equal(resultOf(comparisonOf("India"), "Norway"), "With 7 words in between, “Norway” is the answer of none: Cell 0.");
  assert.equal(resultOf({ ...comparisonOf("Norway"), mode: "sentences" }, "Norway"), "");
});

test("what a cell has not takes no row; one without any gate says so once", () => {
  /** @param {any} cell */
  const rows = (cell) => blocksOf({ ...comparisonOf("India"), walks: [{ walk: walkOf(cell), cost: /** @type {any} */ ({ cell: "0" }) }] }, [], "India")[0]?.lanes.filter(({ group }) => group === "gates");
  const without = { ...MINIMAL, belt: null, equations: MINIMAL.equations.map((one) => ({ ...one, kind: "state", does: one.name === "s" ? ["output"] : [] })) };
  assert.deepEqual(rows(without)?.map(({ name, words }) => [name, ...words]), [["gates", "has none"]]);
  assert.equal(rows(MINIMAL)?.some(({ words }) => words[0] === "has none"), false);
});
