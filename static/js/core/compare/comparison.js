// What was compared, laid out: its columns, the words over them, the blocks of lanes below, and what counts as right.

import { FIRST } from "../cells.js";
import { count, listed, number, quoted } from "../format.js";
import { t } from "../texts.js";
import { aligned } from "./aligned.js";
import { chance, chanceText, predictionsAt, standingAt } from "./chance.js";
import { differences, lanesOf } from "./rows.js";

/** @import { Walk } from "../walk.js" */
/** @import { Column } from "./aligned.js" */
/** @import { Compared } from "./cost.js" */
/** @import { Mode } from "./link.js" */
/** @import { Block } from "./rows.js" */
/** @import { Story } from "./story.js" */

/**
 * ``chosen`` cells with a ``story``, or a ``pair`` of sentences in one ``cell``; what came of it: those ``walks`` (among
 * cells always the LSTM, which says what is right unless somebody else does)
 * @typedef {{mode: Mode, chosen: string[], cell: string, story: Story, pair: [string, string]}} CompareRequest
 * @typedef {{walk: Walk, cost: Compared}} TimedWalk
 * @typedef {CompareRequest & {walks: TimedWalk[]}} Comparison
 * @typedef {{word: string, answer: string, isTyped: boolean}} Right ``answer``: what it is unless somebody types another
 * @typedef {{texts: {text: string, known: boolean, meant?: string | null}[], differ: boolean}} Head the words of a column, one for each sentence
 */

/** @param {Comparison} comparison @returns {Walk | undefined} the walk of the second sentence, where there is one */
function second({ mode, walks }) {
  return mode === "sentences" ? walks[1]?.walk : undefined;
}

/** @param {Comparison} comparison @returns {Column[]} */
export function columnsOf(comparison) {
  const [one, other] = [comparison.walks[0]?.walk, second(comparison)];
  const texts = [one, other].map((walk) => walk?.tokens.map(({ text }) => text) ?? []);
  return other ? aligned(texts[0] ?? [], texts[1] ?? []) : (texts[0] ?? []).map((_, token) => ({ first: token, second: token }));
}

/** @param {Comparison} comparison @param {Column[]} columns @returns {Head[]} */
export function headsOf(comparison, columns) {
  const [one, other] = [comparison.walks[0]?.walk, second(comparison)];
  return columns.map(({ first: a, second: b }) => {
    const [above, below] = [one?.tokens[a], other?.tokens[b]].map((token) => ({ text: token?.text ?? "", known: token?.known ?? true, meant: token?.meant }));
    const texts = [...(above ? [above] : []), ...(other && below ? [below] : [])];
    return { texts, differ: Boolean(other) && above?.text !== below?.text };
  });
}

/** The word of a column, or those of both sentences where they differ. @param {Head | undefined} head */
export function wordOf(head) {
  const [one, other = one] = head?.texts.map(({ text }) => text) ?? [];
  /** @param {string | undefined} text */
  const shown = (text) => (text ? quoted(text, Infinity) : t("common.nothing"));
  return one === other ? quoted(one ?? "", Infinity) : t("compare.both-words", { one: shown(one), other: shown(other) });
}

/**
 * What counts as right: what somebody typed, or else what the LSTM (in two sentences: the cell, of the first) answers.
 * @param {Comparison | null} comparison
 * @param {string} typed
 * @returns {Right}
 */
export function rightOf(comparison, typed) {
  const walks = comparison?.walks ?? [];
  const judge = walks.find(({ cost }) => cost.cell === FIRST.cell) ?? walks[0];
  const answer = (judge && predictionsAt(judge.walk, judge.walk.destination)[0]?.word) ?? "";
  return { word: typed.trim() || answer, answer, isTyped: Boolean(typed.trim()) };
}

/**
 * What comes out, in a sentence: which of the cells that are shown still give the right answer at the end.
 * @param {Comparison} comparison
 * @param {string} right
 */
export function resultOf(comparison, right) {
  if (comparison.mode !== "cells" || !right) return "";
  /** @param {Walk} walk */
  const answers = (walk) => {
    const [best] = predictionsAt(walk, walk.destination);
    return best?.word.toLowerCase() === right.toLowerCase() && standingAt(walk, walk.destination) !== "unknown";
  };
  const cells = shownOf(comparison).map(({ walk }) => ({ title: walk.cell.title, knows: answers(walk) }));
  /** @param {boolean} knows */
  const those = (knows) => cells.filter((one) => one.knows === knows).map(({ title }) => title);
  const [know, lost] = [those(true), those(false)];
  const kind = lost.length ? (know.length ? "some" : "none") : "all";
  return t(`compare.result.${kind}`, { n: comparison.story.filler, word: quoted(right), know: listed(know), lost: listed(lost) });
}

/** Those that are shown. @param {Comparison} comparison */
export function shownOf({ mode, walks, chosen }) {
  return mode === "sentences" ? walks : walks.filter(({ cost }) => chosen.includes(cost.cell));
}

/**
 * @param {Comparison} comparison
 * @param {Column[]} columns
 * @param {string} right
 * @returns {Block[]}
 */
export function blocksOf(comparison, columns, right) {
  const [one, other] = [comparison.walks[0]?.walk, second(comparison)];
  const above = columns.map(({ first }) => first);
  if (one && other) {
    const below = columns.map((column) => column.second);
    return [
      { title: t("compare.block.first"), note: t("compare.block.first.note"), lanes: lanesOf(one, right, above) },
      { title: t("compare.block.second"), note: t("compare.block.second.note"), lanes: lanesOf(other, right, below) },
      { title: t("compare.block.difference"), note: t("compare.block.difference.note"), lanes: differences(one, other, right, columns) },
    ];
  }
  return shownOf(comparison).map(({ walk }) => ({
    title: walk.cell.title,
    note: t("compare.block.note"),
    lanes: lanesOf(walk, right, above),
  }));
}

/**
 * What each would answer at a column, and what it costs, in numbers.
 * @param {Comparison} comparison
 * @param {Column | undefined} column
 * @param {string} right
 */
export function answersAt(comparison, column, right) {
  const isPair = comparison.mode === "sentences";
  const rows = shownOf(comparison).map(({ walk, cost }) => {
    const token = (cost.sentence ? column?.second : column?.first) ?? -1;
    const words = token < 0 ? [] : predictionsAt(walk, token);
    const name = isPair ? (cost.sentence ? t("compare.answers.second") : t("compare.answers.first")) : walk.cell.title;
    const p = token < 0 ? "–" : chanceText(chance(words, right));
    const [best] = words;
    const none = best ? t("common.does-not-know") : t("compare.no-word");
    const answers = best && standingAt(walk, token) !== "unknown" ? [{ word: best.word }, number(best.p)] : [none, "–"];
    return [name, ...answers, p, count(cost.parameters), count(cost.multiplications), number(cost.milliseconds, 1)];
  });
  const head = [
    isPair ? t("compare.answers.sentence") : t("compare.answers.cell"),
    t("compare.answers.now"),
    t("compare.answers.p"),
    t("compare.row.right", { word: right }),
    t("compare.answers.parameters"),
    t("compare.answers.multiplications"),
    t("compare.answers.milliseconds"),
  ];
  return { head, rows };
}
