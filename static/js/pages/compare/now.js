// What the page shows. All its parts read it; only the page itself changes it.

import { FIRST } from "../../core/cells.js";

/**
 * @typedef {{walk: import("../../core/walk.js").Walk, cost: import("../../core/cost.js").Compared}} Walked
 * @typedef {{
 *   mode: import("../../core/comparison-link.js").Mode,
 *   chosen: string[], cell: string, story: import("../../core/story.js").Story, pair: [string, string],
 *   walked: Walked[], right: {word: string, chosen: boolean},
 *   columns: import("../../core/aligned.js").Column[], blocks: import("../../core/rows.js").Block[],
 *   column: number, close: boolean, edges: number[],
 * }} Now
 * as it was asked for: ``chosen`` cells with a ``story``, or a ``pair`` of sentences in one ``cell``; what came of it:
 * those that were ``walked`` (among cells always the LSTM, which says what is right unless somebody else does)
 */
export const now = /** @type {Now} */ ({
  mode: "cells",
  chosen: [],
  cell: FIRST.cell,
  story: { fact: "", filler: 0, question: "" },
  pair: ["", ""],
  walked: [],
  right: { word: "", chosen: false },
  columns: [],
  blocks: [],
  column: 0,
  close: false,
  edges: [0],
});

/** The word of a column, or those of both sentences where they differ. */
export function wordsAt(/** @type {number} */ column) {
  const { first = -1, second = -1 } = now.columns[column] ?? {};
  const [one, other] = [now.walked[0]?.walk.tokens[first]?.text, secondWalk()?.tokens[second]?.text];
  if (now.mode === "cells" || one === other) return `“${one ?? ""}”`;
  return `${one === undefined ? "nothing" : `“${one}”`} and ${other === undefined ? "nothing" : `“${other}”`}`;
}

export function secondWalk() {
  return now.mode === "sentences" ? now.walked[1]?.walk : undefined;
}
