// What a walk cost, as the app tells it beside the walk.

/**
 * @typedef {{
 *   sentence: number, cell: string, parameters: number, multiplications: number, milliseconds: number,
 *   trace: import("./walk.js").Trace,
 * }} Compared ``multiplications`` for each token; ``milliseconds`` of this walk, on the computer that serves the page
 */

/** @param {number} count */
export function counted(count) {
  return count.toLocaleString("en");
}

/** @type {Map<string, number>} */
const quickest = new Map();

/**
 * The shortest time that a cell took for a text of as many tokens: what else the computer does can only make it longer.
 * @param {Compared} walk
 */
export function shortest({ cell, trace, milliseconds }) {
  const key = `${cell} ${trace.tokens.length}`;
  const found = Math.min(milliseconds, quickest.get(key) ?? Infinity);
  quickest.set(key, found);
  return found;
}
