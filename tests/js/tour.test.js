// The tour and the worksheet: what is made of a walk for those who see it for the first time.

import "./texts.js";
import assert from "node:assert/strict";
import { test } from "node:test";

import { placeOf, TOUR } from "../../static/js/core/walk/tour.js";
import { worksheet } from "../../static/js/core/walk/worksheet.js";
import { caption } from "../../static/js/core/walk/caption.js";
import { MINIMAL, walkOf } from "./minimal.js";

const WALK = walkOf(MINIMAL);

test("a tour has six steps of two sentences, in the order of the walk", () => {
  assert.equal(TOUR.steps.length, 6);
  const numbers = TOUR.steps.map((step) => 10 * step.token + placeOf(step, MINIMAL).part);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
  for (const { text } of TOUR.steps) assert.equal(text.match(/[.?;:](?= |$)/g)?.filter((sign) => ".?".includes(sign)).length, 2, text);
});

test("what one step asks the next one answers", () => {
  const asks = TOUR.steps.findIndex(({ text }) => text.endsWith("Is this a new subject, or only a name in passing?"));
  assert.match(TOUR.steps[asks + 1]?.text ?? "", /^The network takes it for a new subject/);
});

test("a step whose part a cell does not have is at the end of that word", () => {
  assert.deepEqual(placeOf({ title: "", text: "", token: 2, part: "output" }, MINIMAL), { token: 2, part: 3 });
});

test("a worksheet asks what the cell can answer, and its key has the numbers of the walk", () => {
  const { items, belt } = worksheet(WALK, [0, 1], "usual");
  assert.deepEqual(items.map(({ question }) => question.split(" ")[0]), ["At", "What", "What"]); // it has no gate that shows
  assert.match(items[0]?.key ?? "", /^It does at “Norway” \(word 5\)\.$/);
  assert.match(items[1]?.question ?? "", /^What does the gate a do/);
  assert.match(items[1]?.key ?? "", /The least stays at “is” \(word 2\): 10\u00a0%/);
  assert.match(items[2]?.key ?? "", /^Norway, \d+\u00a0%\.$/);
  assert.equal(belt.said, "The belt at “Norway” (word 5), for example:");
  assert.deepEqual(belt.lanes.map(({ unit, values }) => [unit, values.length]), [["unit 0", belt.heads.length], ["unit 1", belt.heads.length]]);
});

test("the caption speaks of the lanes that are shown, and of no others", () => {
  assert.match(caption(WALK, 4, "usual", [1]).text, /this lane/);
  assert.match(caption(WALK, 4, "usual", [0, 1]).text, /these 2 lanes/);
});
