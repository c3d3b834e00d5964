// The lanes of a comparison, painted.

import assert from "node:assert/strict";
import { test } from "node:test";

import { paint } from "../../static/js/views/compare/paint.js";

/** What is painted of a gate that is open at every word: of each rectangle its left edge and its right one. @param {number[]} edges */
function painted(edges) {
  /** @type {Set<string>} */
  const rectangles = new Set();
  const fillRect = (/** @type {number} */ left, /** @type {number} */ _, /** @type {number} */ width) => rectangles.add(`${left} ${left + width}`);
  const brush = { fillRect, scale() {} };
  const canvas = /** @type {any} */ ({ style: {}, getContext: () => brush });
  Object.assign(globalThis, { window: { devicePixelRatio: 1 } });
  paint(canvas, [/** @type {any} */ ({ kind: "gate", height: 1, values: [edges.slice(1).map(() => 1)] })], edges, /** @type {any} */ ({ rem: 16 }));
  return [...rectangles];
}

test("narrow columns touch each other on whole pixels, so that no ground shows through", () => {
  assert.deepEqual(painted([0, 6.4, 12.8, 19.2]), ["0 6", "6 13", "13 19"]);
});

test("between wide columns is a line", () => {
  assert.deepEqual(painted([0, 16, 32]), ["0 15", "16 31"]);
});
