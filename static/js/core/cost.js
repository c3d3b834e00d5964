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
