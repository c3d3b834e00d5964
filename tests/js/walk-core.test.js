// The core of a walk: places in it, links to it, changes of it, and the tables that are read instead of pictures.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { exchanged, readChanges, sentenceAround, undone, without } from "../../static/js/core/walk/changes.js";
import { whyIdle } from "../../static/js/core/walk/effect.js";
import { toFollow } from "../../static/js/core/walk/flow.js";
import { ledgerInWords, noLedger } from "../../static/js/core/walk/ledger.js";
import { fromFragment, mended, toFragment } from "../../static/js/core/walk/link.js";
import { flowTable, laneTable, ledgerTable, signalTable } from "../../static/js/core/walk/tables.js";
import { atEnd, clamp, moveToken, numbered, placed, timelineOf } from "../../static/js/core/walk/timeline.js";
import { parsed } from "../../static/js/core/walk/units.js";
import { MINIMAL, walkOf } from "./minimal.js";

const WALK = walkOf(MINIMAL);
const WALKED = timelineOf(WALK);

test("the parts of all steps are counted through, and a number leads back to its place", () => {
  assert.deepEqual(WALKED.parts.map(({ name }) => name), ["read", "forget", "write", "add"]);
  for (let number = 0; number < 44; number++) assert.equal(numbered(placed(number, WALKED), WALKED), number);
  assert.deepEqual(placed(-3, WALKED), { token: 0, part: 0 });
  assert.deepEqual(placed(1000, WALKED), { token: 10, part: 3 });
});

test("a place stays within the walk, whatever is wanted", () => {
  assert.deepEqual(clamp({ token: 4, part: Infinity }, WALKED), { token: 4, part: 3 });
  assert.deepEqual(clamp({ token: NaN, part: 2 }, WALKED), { token: 0, part: 0 });
  assert.deepEqual(clamp({ token: 2.7, part: NaN }, WALKED), { token: 2, part: 0 });
  assert.deepEqual(moveToken({ token: 0, part: 1 }, -1, WALKED), { token: 0, part: 3 });
  assert.equal(atEnd({ token: 10, part: 3 }, WALKED), true);
  assert.equal(atEnd({ token: 10, part: 2 }, WALKED), false);
});

test("a link leads back to what it was made of, and leaves out what cannot be read", () => {
  const view = /** @type {any} */ ({ sentence: "Peru & <b>", cell: "gru", signal: "z", fact: "", token: 3, part: 0, unit: 9, lanes: "3, 17", changes: "", hides: "1" });
  assert.deepEqual(fromFragment(toFragment(view)), { sentence: "Peru & <b>", cell: "gru", signal: "z", token: 3, part: 0, unit: 9, lanes: "3, 17", hides: "1" });
  assert.deepEqual(fromFragment("token=-4&part=x&unit=1e9&strange=1"), {});
});

test("what a link wants and the walk has not is mended, each with a sentence", () => {
  const { view, mended: notes } = mended({ token: 11, unit: 2, signal: "zz", fact: "luck" }, WALK);
  assert.deepEqual(view, { token: 10 });
  assert.deepEqual(notes.map((text) => text.match(/no (word 11|unit 2|“zz”|fact “luck”)/)?.[1]), ["word 11", "unit 2", "“zz”", "fact “luck”"]);
  assert.deepEqual(mended({ token: 10, unit: 1, signal: "a", fact: "topic" }, WALK).mended, []);
});

test("units are read with any sign between them, each once, and only those that there are", () => {
  assert.deepEqual(parsed("1, 0-1 7", 2), [1, 0]);
  assert.deepEqual(parsed("none", 2), []);
});

test("the later of two exchanges counts, and characters are counted as they are read", () => {
  const text = "🦊 is big";
  const tokens = [{ text: "🦊", start: 0, end: 1 }, { text: "is", start: 2, end: 4 }, { text: "big", start: 5, end: 8 }];
  const walk = /** @type {any} */ ({ length: 3, tokens });
  /** @param {number} token @param {string} word */
  const exchange = (token, word) => ({ kind: /** @type {const} */ ("exchange"), token, word });
  assert.equal(exchanged(text, [exchange(2, "small"), exchange(0, "Peru"), exchange(2, "old"), exchange(9, "no")], walk), "Peru is old");
});

test("what one press has changed one undo takes back; what is taken out of it leaves the rest alone", () => {
  const hold = { kind: /** @type {const} */ ("hold"), signal: "a", units: [1], tokens: [0], to: /** @type {const} */ ("open") };
  const [one, two, three] = [{ ...hold, tokens: [1] }, hold, { ...hold, along: /** @type {const} */ (true) }];
  assert.deepEqual(undone([one, two, three]), [one]);
  assert.deepEqual(without([one, two, three], two), [one, hold]);
  assert.deepEqual(without([one, two, three], one), [two, three]);
});

test("of the changes in a link what makes no sense is left out", () => {
  const good = { kind: "exchange", token: 1, word: "Peru" };
  assert.deepEqual(readChanges(JSON.stringify([good, { kind: "hold" }, [], { ...good, token: -1 }])), [good]);
  assert.deepEqual(["{", "7", "", "null"].map(readChanges), [[], [], [], []]);
});

test("a sentence reaches from full stop to full stop", () => {
  assert.deepEqual(sentenceAround(WALK, 5), [4, 5, 6, 7]);
  assert.deepEqual(sentenceAround(WALK, 0), [0, 1, 2, 3]);
  assert.deepEqual(sentenceAround(WALK, 10), [8, 9, 10]);
});

test("a change that makes nothing says why", () => {
  assert.equal(whyIdle({ kind: "hold", signal: "zz", units: "all", tokens: [0], to: "open" }, WALK), "This does not apply here: this cell has no zz.");
});

test("an answer in a blank is followed from the word before it", () => {
  assert.deepEqual(toFollow(WALK, 10), { at: 10, token: 9, word: "Norway", blank: true });
  assert.deepEqual(toFollow(WALK, 2), { at: 2, token: 2, word: "India", blank: false });
});

test("tables have a head for every column, and the numbers of the walk", () => {
  const shares = [{ origin: 4, amounts: WALK.tokens.map(() => 3) }, { origin: null, amounts: WALK.tokens.map(() => 1) }];
  const strengths = [{ name: "the state s", values: [0.5, 1] }];
  const tables = [laneTable(WALK, [1, 0], 2), signalTable(WALK, [1], "a"), ledgerTable(WALK, shares), flowTable(WALK, strengths)];
  for (const { head, rows } of tables) for (const row of rows) assert.equal(row.length, head.length);
  assert.deepEqual(tables.map(({ rows }) => rows.length), [2, 11, 11, 2]);
  assert.deepEqual(tables[2]?.head, ["at", "from Norway (word 5)", "all other words"]);
  assert.equal(tables[0]?.rows[0]?.[0], 1);
  assert.ok(Math.abs(Number(tables[1]?.rows[0]?.[1]) - 0.1) < 1e-6);
  assert.equal(ledgerInWords(WALK, shares), "At “___”, 75\u00a0% of it was written at “Norway” (word 5).");
});

test("a cell without a belt has no ledger, and a reason", () => {
  assert.equal(noLedger(WALK), "");
  assert.match(noLedger(walkOf({ ...MINIMAL, belt: null })), /no exact ledger here: in s = \.\.\./);
});
