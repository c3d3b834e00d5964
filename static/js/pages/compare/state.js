// Everything that the page that compares keeps, and what follows from it. Its parts read it and set it; nothing else is kept.

import { FIRST, isTaught } from "../../core/cells.js";
import { blocksOf, columnsOf, headsOf, rightOf, wordOf } from "../../core/compare/comparison.js";
import { measured } from "../../core/compare/gaps.js";
import { toFragment } from "../../core/compare/link.js";
import { computed, signal } from "../../lib/signals.js";
import { playing } from "../parts/state.js";

/** @import { CompareRequest, Comparison, Right } from "../../core/compare/comparison.js" */
/** @import { Mode } from "../../core/compare/link.js" */
/** @import { Run } from "../../core/compare/run.js" */
/** @import { Cell } from "../../core/walk.js" */
/** @import { Reads, Signal } from "../../lib/signals.js" */

/**
 * @typedef {{fact: string, question: string, right: string, first: string, second: string}} Texts as the page begins with them
 * @typedef {{field: "fact" | "question" | "first" | "second", text: string}} Wrong a field in which a word is missing, and
 *   what to say of it
 * @typedef {ReturnType<typeof compareState>} State
 */

const CLOSE = 60; // columns, from which on words have no room over them

/**
 * @param {string[]} names of the cells, in their order
 * @param {Texts} texts
 * @param {Reads<string>} theme
 */
export function compareState(names, texts, theme) {
  const state = {
    ...playing(),
    ...fields(texts),
    /** As the app tells of them; none until it has. */
    cells: /** @type {Signal<Cell[]>} */ (signal([])),
    /** Whether something is asked for that is not there yet. */
    pending: signal(false),
    /** @type {Signal<Comparison | null>} */
    answer: signal(null),
    column: signal(0),
    /** @type {Signal<Wrong | null>} */
    wrong: signal(null),
    /** The run of the slider by itself, if there is one. @type {Signal<object | null>} */
    sweep: signal(null),
    live: /** @type {Signal<Run>} */ (signal({ of: "", points: new Map() })),
  };
  state.awaited.value = true;
  const derived = following(state);
  return {
    ...state,
    ...derived,
    names,
    /** Those that can be compared: until the app has sent them, all. */
    taught: computed(() => {
      const untaught = new Set(state.cells.value.filter((cell) => !isTaught(cell)).map(({ name }) => name));
      return names.filter((name) => !untaught.has(name));
    }),
    measured: computed(() => measured(state.cells.value.filter(isTaught))),
    step: computed(() => stepOf(state.answer.value)),
    link: computed(() => linkTo(state.answer.value, state.hidden.value, state.column.value, derived.rightNow.value, theme.value)),
  };
}

/** What stands in the fields. @param {Texts} texts */
function fields(texts) {
  return {
    mode: /** @type {Signal<Mode>} */ (signal("cells")),
    chosen: /** @type {Signal<string[]>} */ (signal([])),
    cell: signal(FIRST.cell),
    filler: signal(0),
    fact: signal(texts.fact),
    question: signal(texts.question),
    first: signal(texts.first),
    second: signal(texts.second),
    /** What is to count as right; empty, it is what the LSTM says. */
    right: signal(texts.right),
    /** The groups of lanes that are not shown. */
    hidden: /** @type {Signal<string[]>} */ (signal([])),
  };
}

/** @param {{answer: Reads<Comparison | null>, column: Reads<number>, right: Reads<string>, hidden: Reads<string[]>}} state */
function following({ answer, column, right: typed, hidden }) {
  const columns = computed(() => (answer.value ? columnsOf(answer.value) : []));
  const heads = computed(() => (answer.value ? headsOf(answer.value, columns.value) : []));
  const right = computed(() => rightOf(answer.value, typed.value));
  return {
    columns,
    heads,
    rightNow: right,
    isClose: computed(() => columns.value.length > CLOSE),
    words: computed(() => heads.value.map(wordOf)),
    word: computed(() => wordOf(heads.value[column.value])),
    blocks: computed(() => {
      const blocks = answer.value ? blocksOf(answer.value, columns.value, right.value.word) : [];
      return blocks.map((block) => ({ ...block, lanes: block.lanes.filter(({ group }) => !hidden.value.includes(group)) }));
    }),
  };
}

/** The story or the pair, as it stands in the fields. @param {State} state @returns {CompareRequest} */
export function requestOf({ mode, chosen, cell, fact, filler, question, first, second }) {
  return {
    mode: mode.value,
    chosen: chosen.value,
    cell: cell.value,
    story: { fact: fact.value, filler: filler.value, question: question.value },
    pair: [first.value, second.value],
  };
}

/** What makes it another step in the browser's history: not every place at which the slider rests. @param {Comparison | null} answer */
function stepOf(answer) {
  if (!answer) return "";
  const { mode, chosen, cell, story, pair } = answer;
  return JSON.stringify(mode === "cells" ? [mode, chosen, story.fact, story.question] : [mode, cell, pair]);
}

/**
 * @param {Comparison | null} answer
 * @param {string[]} hidden
 * @param {number} column
 * @param {Right} right
 * @param {string} theme
 */
function linkTo(answer, hidden, column, right, theme) {
  if (!answer) return "";
  const { mode, chosen, cell, story, pair } = answer;
  const texts = { fact: story.fact, question: story.question, right: right.isTyped ? right.word : "", first: pair[0], second: pair[1] };
  return toFragment({ mode, cells: chosen, cell, filler: story.filler, hidden, token: column, texts }, theme);
}
