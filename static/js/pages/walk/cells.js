// The cells that there are, as the app tells of them: asked once, when another than the first is wanted.

import { BOTH_WAYS, FIRST } from "../../core/cells.js";
import { cells } from "../../lib/api.js";
import { part } from "../../lib/page.js";

/** @typedef {import("../../core/walk.js").Cell} Cell */

const first = /** @type {Cell} */ (JSON.parse(part("first-cell").textContent ?? ""));
/** @type {Map<string, Cell>} by the name under which it is chosen: on a page taken away, that of its one cell */
const known = new Map([[first.name, first]]);
let all = false;

/** @param {string} name of a network @returns {Cell} */
export function cellOf(name) {
  return known.get(name === BOTH_WAYS.name ? BOTH_WAYS.cell : name) ?? known.get(FIRST.cell) ?? first;
}

/** Asks the app, unless it has told already. A failure is not kept: the next time it is asked again. */
export async function learnCells() {
  if (!all) for (const cell of await cells()) known.set(cell.name, cell);
  all = true;
}

/** @param {string} name */
export function isKnown(name) {
  return name === BOTH_WAYS.name || known.has(name);
}
