// The discs of a figure are moved where nothing else has changed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { moved, restOf } from "../../static/js/lib/motion.js";

const SIZE = { width: 200, height: 100, milliseconds: 300 };

/** @param {number[]} x @param {object} [besides] */
function figure(x, besides = {}) {
  const marker = { size: x.map(() => 10), color: x.map(() => "red"), opacity: x.map(() => 1), line: { color: x.map(() => "red") } };
  const margin = { l: 0, r: 0, t: 0, b: 0 };
  return {
    data: [{ type: "scatter", mode: "lines", x: [0, 1], ...besides }, { type: "scatter", mode: "markers", x, y: x.map(() => 0), marker }],
    layout: { margin, xaxis: { range: [0, 10] }, yaxis: { range: [1, -1] } },
  };
}

/** What Plotly has drawn. @param {any} drawn */
function placed(drawn) {
  /** @type {any[]} */
  const elements = drawn.data[1].x.map(() => {
    /** @type {any} */
    const one = { style: {}, attributes: {}, journeys: [] };
    one.setAttribute = (/** @type {string} */ name, /** @type {string} */ value) => (one.attributes[name] = value);
    one.animate = (/** @type {any} */ frames, /** @type {any} */ how) => one.journeys.push([frames[0].transform, frames[1].transform, how.duration]);
    return one;
  });
  return { place: /** @type {any} */ ({ ...drawn, querySelectorAll: () => elements }), elements };
}

test("a disc that has another place goes there, and one that has not stays as it is", () => {
  const [before, now] = [figure([0, 5]), figure([10, 5])];
  const { place, elements: [first, second] } = placed(before);
  assert.ok(moved(place, { figure: before, rest: restOf(before) }, now, SIZE));
  assert.equal(first.attributes.transform, "translate(200.00,50.00)");
  assert.deepEqual(first.journeys, [["translate(0px, 50px) scale(1)", "translate(200px, 50px) scale(1)", 300]]);
  assert.deepEqual([second.attributes, second.journeys], [{}, []]);
  assert.deepEqual(place.data[1].x, [10, 5]); // as it is read of the figure
});

test("without time it is there at once", () => {
  const [before, now] = [figure([0]), figure([10])];
  const { place, elements: [only] } = placed(before);
  assert.ok(moved(place, { figure: before, rest: restOf(before) }, now, { ...SIZE, milliseconds: 0 }));
  assert.deepEqual([only.attributes.transform, only.journeys], ["translate(200.00,50.00)", []]);
});

test("where anything else has changed all is to be drawn", () => {
  const before = figure([0, 5]);
  for (const now of [figure([0]), figure([0, 5], { x: [0, 2] }), { ...figure([0, 5]), layout: {} }]) {
    assert.equal(moved(placed(before).place, { figure: before, rest: restOf(before) }, now, SIZE), false);
  }
});
