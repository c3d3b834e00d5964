// The lab without a browser: how a run is kept, what its charts show, what is said of it.
import "./texts.js";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { specsOf } from "../../static/js/core/lab/beside.js";
import { logScale, shareScale } from "../../static/js/core/lab/chart.js";
import { grown, marked, NO_COURSE } from "../../static/js/core/lab/course.js";
import { charactersAt, differing } from "../../static/js/core/lab/differs.js";
import { gateAt, holders, ofUnits, placesOf } from "../../static/js/core/lab/held.js";
import { numberIn, settingsInWords } from "../../static/js/core/lab/fields.js";
import { presetOf } from "../../static/js/core/lab/lesson.js";
import { changedIn } from "../../static/js/core/lab/onward.js";
import { fromStanding, nearest, toStanding } from "../../static/js/core/lab/standing.js";
import { foretells, scaleOf, seriesOf } from "../../static/js/core/lab/series.js";
import { isEnglish, predictionsOf, watchedOf } from "../../static/js/core/lab/watched.js";
import { labSource } from "../../static/js/pages/lab/source.js";
import { labTables } from "../../static/js/pages/lab/tables.js";
import { brokenInWords } from "../../static/js/core/lab/words.js";

const mark = (update, size = 4) => ({ update, judged: {}, numbers: new Float32Array(size) });

test("hours of losses take no more room than minutes, and keep their mean", () => {
  let course = NO_COURSE;
  for (let update = 50; update <= 100_000; update += 50) course = grown(course, update, Array(50).fill(3));
  assert.ok(course.points.length <= 400 && course.points.length > 100);
  assert.ok(course.points.every(([, loss]) => loss === 3));
  assert.ok(course.points.at(-1)[0] <= 100_000 && course.points.at(-1)[0] > 99_000);
});

test("of too many marks the first and the last stay, and large networks keep fewer", () => {
  const many = (size) => Array.from({ length: 500 }, (_, n) => n).reduce((marks, n) => marked(marks, mark(n, size)), []);
  const small = many(4);
  assert.ok(small.length <= 120 && small.length >= 60);
  assert.deepEqual([small[0].update, small.at(-1).update], [0, 499]);
  assert.ok(many(1_000_000).length <= 8);
});

test("half right stands half way up, and each power of ten has its line", () => {
  const share = shareScale(100);
  assert.equal(share.y(0.5), (share.y(0) + share.y(1)) / 2);
  const loss = logScale(100, [0.01, 10]);
  assert.deepEqual(loss.yTicks.map(({ text }) => text), ["0.01", "0.1", "1", "10"]);
  assert.ok(Math.abs(loss.y(0.1) - loss.y(1) - (loss.y(1) - loss.y(10))) < 1e-9 && loss.y(0.1) > loss.y(1));
});

test("what is typed is kept within its bounds, and what is no number is not taken", () => {
  const field = { low: 1, high: 256, isWhole: true };
  assert.deepEqual(["8", "0", "9999", "2.6", "x", ""].map((text) => numberIn(field, text)), [8, 1, 256, 3, null, null]);
  assert.equal(numberIn({ low: 0, high: 10, isWhole: false }, "0,5"), 0.5);
});

test("what stands between thousands counts for nothing, and a decimal comma stays one", () => {
  const field = { low: -5_000, high: 2_000_000, isWhole: false };
  const typed = { "10,000": 10_000, " 1,234,567 ": 1_234_567, "-1,000": -1_000, "0,125": 0.125, "1,5": 1.5, "1,0000": 1, "1.000": 1 };
  assert.deepEqual(Object.keys(typed).map((text) => numberIn(field, text)), Object.values(typed));
  assert.equal(numberIn(field, "1,00,000"), null);
});

test("each language has its own mark between thousands, and what a program wrote has none in any of them", () => {
  const texts = ["10.000", "1.000", "0.125", "0,125", "1,5", "10,000", "10 000", "10\u202f000"];
  const catalogues = Object.fromEntries(["de", "es", "fr"].map((language) => [language, readIn(language, texts)]));
  const withPoints = { typed: [10_000, 1_000, 0.125, 0.125, 1.5, 10, null, null], clip: 1.125 };
  assert.deepEqual(catalogues, { de: withPoints, es: withPoints, fr: { typed: [10, 1, 0.125, 0.125, 1.5, 10, 10_000, 10_000], clip: 1.125 } });
  assert.deepEqual(changedIn({ clip: 1.125 }, { clip: 1 }), { clip: 1.125 });
});

/** The same modules in a page of another language. @param {string} language @param {string[]} texts */
function readIn(language, texts) {
  const script = `
    globalThis.gatewalkTexts = { language: ${JSON.stringify(language)}, texts: {} };
    console.warn = () => {};
    const { numberIn } = await import("./static/js/core/lab/fields.js");
    const { changedIn } = await import("./static/js/core/lab/onward.js");
    const typed = ${JSON.stringify(texts)}.map((text) => numberIn({ low: 0, high: 100000, isWhole: false }, text));
    console.log(JSON.stringify({ typed, ...changedIn({ clip: 1.125 }, { clip: 1 }) }));`;
  const cwd = new URL("../../", import.meta.url);
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd, encoding: "utf8" }));
}

test("a seed is a name: it is told as it stands in its field", () => {
  const recipe = { units: 1_000, rate: 0.01, forget: null };
  assert.equal(settingsInWords("LSTM", recipe, 12345), "LSTM, 1,000 units, rate 0.01, seed 12345");
  assert.equal(settingsInWords("LSTM", { ...recipe, forget: 1 }, 12345), "LSTM, 1,000 units, rate 0.01, forget bias 1, seed 12345");
});

test("a fault is found at its line and column", () => {
  const text = "f = sigmoid(W x)\nh = tanh(W x + U h)";
  const { from, to } = charactersAt({ line: 2, column: 18 }, text);
  assert.equal(text.slice(from, to), "h");
  assert.equal(charactersAt(null, text), null);
  assert.deepEqual(charactersAt({ line: 9, column: 90 }, text), { from: text.length, to: text.length });
});

test("two cells differ in the equations that the other does not have", () => {
  const [one, other] = [[{ name: "c", text: "c = c' + i * g" }, { name: "h", text: "h = c" }], [{ name: "c", text: "c = f * c'" }, { name: "h", text: "h = c" }]];
  assert.deepEqual(differing(one, other), [["c"], ["c"]]);
});

test("runs side by side differ in one thing, and the first of them is the student's own cell", () => {
  const starters = [{ name: "lstm", title: "LSTM", text: "the text" }];
  assert.deepEqual(specsOf("lstm", { title: "Mine", text: "mine" }, starters).map(({ title, text }) => [title, text]), [["Mine", "mine"], ["LSTM", "the text"]]);
  assert.deepEqual(specsOf("bias", { title: "Mine", text: "mine" }, starters).map(({ changes }) => changes.forget), [0, 1]);
});

test("of many units those are shown that hold the most, in their own order", () => {
  const held = Float32Array.of(0.1, 0.9, 0, 0.5);
  assert.deepEqual(holders(held, 2), [1, 3]);
  const band = { signal: "f", name: "forget gate", isGate: true, isSigned: false, values: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
  assert.deepEqual([...ofUnits(band, 2, [1, 3]).values], [2, 4, 6, 8]);
});

test("a gate is told where a name takes the place of another, at one in passing, and where no name is", () => {
  // Oz is . Nod is . Ur . , of which Oz, Nod and Ur are names
  const watched = { one: { sequence: [0, 3, 4, 1, 3, 4, 2, 4], swaps: { among: [0, 1, 2] } }, strong: [true, false, false, true, false, false, false, false] };
  const places = placesOf(watched);
  assert.deepEqual(places, { fresh: 3, passing: 6, rest: [1, 2, 4, 5, 7] });
  const values = Float32Array.from([1, 1, 1, 0, 1, 1, 0.5, 1].flatMap((one) => [one, 9]));
  assert.deepEqual(gateAt({ values }, Float32Array.of(2, 0), places), { fresh: 0, passing: 0.5, rest: 1 });
  assert.equal(gateAt({ values }, Float32Array.of(2, 0), { ...places, passing: null }).passing, null);
});

test("a series is drawn in its own numbers, what was foretold one step later, and each rule as far as it looks back", () => {
  const watched = { one: { sequence: [[0], [1], [2]] } };
  const scaled = { mean: 1, deviation: 1, logarithm: true, backs: { "last-month": 1, "last-year": 2 } };
  assert.ok(foretells({ says: "numbers", more: scaled }) && !foretells({ says: "numbers", more: {} }));
  const [month, year, came, said] = seriesOf(watched, Float32Array.of(1, 2, 9), scaled, 2);
  const e = Math.exp;
  assert.deepEqual(came.points, [[0, e(1)], [1, e(2)], [2, e(3)]]);
  assert.deepEqual(said.points, [[1, e(2)], [2, e(3)]]);
  assert.deepEqual([month.points, year.points], [[[1, e(1)], [2, e(2)]], [[2, e(1)]]]);
  const { y, yTicks } = scaleOf([came, { ...said, points: [[1, 1e9]] }]);
  assert.ok(y(e(3)) < y(e(1)) && y(1e9) >= 0 && yTicks.length >= 3);
});

test("settings are a variant where they are alike, however they came to be, and else none", () => {
  const presets = [{ settings: {}, recipe: {} }, { settings: { length: 100 }, recipe: {} }, { settings: {}, recipe: { cell: "rnn", rate: 0.005 } }];
  const task = { settings: [{ name: "length", default: 60 }], recipe: { cell: "lstm", rate: 0.02, units: 8 }, presets };
  const runs = [[{ length: 60 }, {}], [{ length: 100 }, { rate: 0.02 }], [{}, { rate: 0.005 }], [{ length: 100 }, { rate: 0.005 }], [{}, { layers: 2 }]];
  assert.deepEqual(runs.map(([values, changes]) => presetOf(task, values, changes)), [0, 1, 2, -1, -1]);
});

test("a cell that explodes is told with its update and its step, counted from one", () => {
  const said = brokenInWords({ ended: "broken", update: 13, broken: { pass: "forward", step: 2, layer: 0, signal: "h" } });
  assert.match(said, /update 14, step 3 .* h became too large/);
});

const MADE = { reads: "symbols", says: "classes", symbols: ["a", "b", "|"], answers: [], fresh: 0, more: {}, set: {} };

test("the longest sequence is watched, its next symbols are wanted where only one is right", () => {
  const examples = [
    { inputs: [2, 0, 1, 2], targets: null, marks: [1, 1, 2, 0], allowed: [1, 3, 4, 1] },
    { inputs: [2, 0, 0, 1, 1, 2], targets: null, marks: [1, 1, 2, 2, 2, 0], allowed: [1, 3, 3, 2, 4, 1] },
  ];
  const watched = watchedOf({ name: "counting" }, MADE, examples);
  assert.deepEqual(watched.words, ["|", "a", "a", "b", "b", "|"]);
  assert.deepEqual([...watched.wanted], [[3, "b"], [4, "|"]]);
  const answer = Float32Array.from(Array(6).fill([0.2, 0.7, 0.1]).flat());
  assert.deepEqual(predictionsOf(watched, MADE, { layers: [], answer }).map(({ text, right }) => [text, right]).slice(2, 5), [["b", null], ["b", true], ["b", false]]);
});

test("the table of a run has every set on which it is judged, the one that decides among them", () => {
  const judged = Object.fromEntries(["taught", "unseen", "invented"].map((set, n) => [set, { sequences: 0, answers: n / 4, off: n }]));
  const lane = { marks: { value: [{ update: 50, judged }] }, made: { taught: MADE, unseen: MADE, invented: MADE }, recipe: { by: "answers" } };
  const { head, rows } = labTables({ lane: { value: lane } }).course();
  assert.deepEqual(head.map((name) => /half of the names|never seen|learns from|loss|updates/.exec(name)?.[0]), ["updates", "learns from", "half of the names", "never seen", "loss"]);
  assert.deepEqual(rows, [[50, 0, 0.5, 0.25, 1]]);
});

test("words of the task are English, but not what was typed, a letter or an invented name", () => {
  const made = { ...MADE, reads: "words", symbols: ["Mordor", "is"], more: { typed: ["Mordor"] } };
  assert.deepEqual(["is", "Mordor", "new name 1"].map((word) => isEnglish(made, word)), [true, false, false]);
  assert.equal(isEnglish(MADE, "a"), false);
});

test("where a lab stands is read out of its address as it was written into it", () => {
  const lesson = { cell: "lstm", text: "", task: "india", settings: { countries: 6 }, recipe: { units: 8 }, seed: 3 };
  const standing = { beside: "rnn", reached: [300, 720], mark: 200, lane: 1 };
  const fragment = toStanding(lesson, standing);
  assert.deepEqual(fromStanding(fragment), standing);
  assert.equal(fragment, "task=india&cell=lstm&seed=3&task-countries=6&learn-units=8&beside=rnn&at=300+720&mark=200&lane=1");
  assert.equal(toStanding(lesson, { beside: "", reached: [0], mark: null, lane: 0 }), "task=india&cell=lstm&seed=3&task-countries=6&learn-units=8");
  assert.deepEqual(fromStanding("at=1e9&mark=-1&lane=x"), { beside: "", reached: [0], mark: null, lane: 0 });
});

test("of the marks of another run the nearest one is looked at", () => {
  const marks = [0, 100, 200].map((update) => ({ update }));
  assert.deepEqual([0, 149, 151, 900].map((update) => nearest(marks, update)), [0, 1, 2, 2]);
});

test("where the app has too much to do the lab asks again, and gives up in the end", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const stop = new AbortController().signal;
  const task = { name: "india", sets: { taught: {} } };
  const sets = () => labSource().sets(task, {}, { count: 1, unseen: 1 }, 0, stop).then((made) => Object.keys(made).join());
  const program = () => labSource().program("h = x", MADE, { units: 1 }, stop).then(() => "written");
  const asks = async (/** @type {number[]} */ statuses, what = sets) => {
    const left = [...statuses];
    context.mock.method(globalThis, "fetch", async () => {
      const status = left.shift() ?? 200;
      return { ok: status === 200, status, json: async () => ({ detail: `it was ${status}`, symbols: [] }) };
    });
    let text = "";
    void what().then((said) => (text = said), (error) => (text = error.message));
    for (let waited = 0; waited < 6; waited++) {
      await new Promise(setImmediate);
      context.mock.timers.tick(2_000);
    }
    return text;
  };
  assert.equal(await asks([503, 503]), "taught");
  assert.equal(await asks([422, 200]), "it was 422");
  assert.equal(await asks(Array(9).fill(503)), "it was 503");
  assert.equal(await asks([503, 503], program), "written");
});
