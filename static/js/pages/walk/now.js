// What the page shows. All its parts read it; only the page itself and its settings change it.

import { edits, exchanged } from "../../core/changes.js";
import { FIRST } from "../../core/cells.js";
import { partsOf } from "../../core/timeline.js";

/**
 * @typedef {{
 *   sentence: string, cellName: string,
 *   walk: import("../../core/walk.js").Walk,
 *   original: import("../../core/walk.js").Walk | null,
 *   changes: import("../../core/changes.js").Change[],
 *   place: import("../../core/timeline.js").Place,
 *   order: number[], lanes: number[], unit: number, signal: string,
 *   naming: import("../../core/parts.js").Naming,
 *   untaught: import("../../core/walk.js").Cell | null,
 * }} Now
 * ``sentence`` as it was typed; ``walk`` with the changes and ``original`` without them, or null where there are none;
 * ``order`` of all units and those that have ``lanes``; the ``unit`` and the ``signal`` of the number that is opened; ``untaught``: a cell without
 * weights that is chosen, while the last walk is out of sight
 */
export const now = /** @type {Now} */ (/** @type {unknown} */ ({
  sentence: "",
  cellName: FIRST.cell,
  original: null,
  changes: [],
  place: { token: 0, part: 0 },
  order: [],
  lanes: [],
  unit: 0,
  signal: "",
  naming: "usual",
  untaught: null,
}));

export function walked() {
  return { tokens: now.walk.length, parts: partsOf(now.walk.cell) };
}

/** The walk that is shown, as the app is asked about it. */
export function asked() {
  const base = now.original ?? now.walk;
  const { sentence, cellName: cell, changes } = now;
  return { sentence: exchanged(sentence, changes, base), cell, edits: edits(changes, base) };
}
