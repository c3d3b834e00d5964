// What a walk cost, as the app tells it beside the walk.

/** @import { Trace } from "../walk.js" */

/**
 * @typedef {{
 *   sentence: number, cell: string, parameters: number, multiplications: number, milliseconds: number,
 *   trace: Trace,
 * }} Compared ``multiplications`` for each token; ``milliseconds`` of this walk, on the computer that serves the page
 */

/**
 * What else a computer does can only make a walk longer: so of several the shortest is told.
 * @returns {(walk: Compared) => number} the shortest time, in milliseconds, that a cell took so far for a text of as many tokens
 */
export function quickest() {
  /** @type {Map<string, number>} */
  const known = new Map();
  return ({ cell, trace, milliseconds }) => {
    const key = `${cell} ${trace.tokens.length}`;
    const shortest = Math.min(milliseconds, known.get(key) ?? Infinity);
    known.set(key, shortest);
    return shortest;
  };
}
