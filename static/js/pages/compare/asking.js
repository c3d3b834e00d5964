// From what stands in the fields to what is shown: asked for, and once it is there it takes the place of what was shown, at once.

import { FIRST } from "../../core/cells.js";
import { columnsOf } from "../../core/compare/comparison.js";
import { quickest } from "../../core/compare/cost.js";
import { grown } from "../../core/compare/run.js";
import { textOf } from "../../core/compare/story.js";
import { inARow } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { Walk } from "../../core/walk.js";
import { latest } from "../../lib/latest.js";
import { Refusal } from "../../lib/refusal.js";
import { batch } from "../../lib/signals.js";
import { requestOf } from "./state.js";

/** @import { CompareRequest, Comparison } from "../../core/compare/comparison.js" */
/** @import { Cell } from "../../core/walk.js" */
/** @import { Source } from "../../lib/source.js" */
/** @import { State, Wrong } from "./state.js" */

/**
 * ``column``: where to be then; null for where the text leads
 * @typedef {(column?: number | null, notes?: string[]) => Promise<void>} Ask
 */

/**
 * @param {State} state
 * @param {Source} source
 */
export function asking(state, source) {
  const shortest = quickest();
  const learn = async () => {
    if (!state.cells.value.length) state.cells.value = await source.cells();
  };
  const compared = latest(async (/** @type {AbortSignal} */ stop, /** @type {CompareRequest} */ request) => {
    await learn();
    const { mode, chosen, cell, story, pair } = request;
    const ofCells = mode === "cells";
    const cells = ofCells ? state.names.filter((name) => chosen.includes(name) || name === FIRST.cell) : [cell];
    const answer = await source.comparison({ sentences: ofCells ? [textOf(story)] : pair, cells }, stop);
    const known = new Map(state.cells.value.map((one) => [one.name, one]));
    const walks = answer.walks.map((cost) => ({
      cost: { ...cost, milliseconds: shortest(cost) },
      walk: new Walk(cost.trace, /** @type {Cell} */ (known.get(cost.cell))),
    }));
    return { ...request, walks };
  });

  /** @type {Ask} */
  async function ask(column = null, notes = []) {
    const request = requestOf(state);
    state.wrong.value = missing(request);
    if (state.wrong.value) return;
    state.pending.value = true;
    try {
      const answer = await compared(request);
      if (answer) show(state, answer, column, notes);
    } catch (error) {
      const refused = error instanceof Refusal ? error : null;
      batch(() => {
        state.pending.value = false;
        state.sweep.value = null;
        if (refused) state.said.value = { text: refused.message, again: refused.again ? () => void ask(column, notes) : null };
      });
      if (!refused) throw error;
    }
  }

  return { ask, learn };
}

/** @param {CompareRequest} request @returns {Wrong | null} */
function missing({ mode, story, pair }) {
  const hasText = mode === "sentences" || Boolean(textOf(story).trim());
  if (!hasText) return { field: "question", text: t("compare.missing.question") };
  if (mode === "cells") return null;
  if (!pair[0].trim()) return { field: "first", text: t("compare.missing.first") };
  return pair[1].trim() ? null : { field: "second", text: t("compare.missing.second") };
}

/**
 * @param {State} state
 * @param {Comparison} answer
 * @param {number | null} column
 * @param {string[]} notes
 */
function show(state, answer, column, notes) {
  const columns = columnsOf(answer);
  const last = columns.length - 1;
  const mends = column !== null && column > last ? [t("compare.link.word", { n: column, last })] : [];
  const end = columns.findLastIndex(({ first }) => first === answer.walks[0]?.walk.destination);
  batch(() => {
    state.playing.value = state.pending.value = state.awaited.value = false;
    state.said.value = { text: inARow([...notes, ...mends]), again: null };
    state.answer.value = answer;
    state.column.value = Math.max(0, Math.min(last, column ?? end));
    run(state);
  });
}

/** Takes what is shown into the live run. @param {State} state */
export function run({ answer, live, rightNow }) {
  if (answer.value?.mode === "cells") live.value = grown(live.value, answer.value, rightNow.value.word);
}
