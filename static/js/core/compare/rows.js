// A walk as lanes over columns that several walks share: what it would answer, its memory, its gates. A place that has
// no number has NaN.

import { chance, chanceText, difference, differenceText, predictionsAt, standingAt } from "./chance.js";
import { number } from "../format.js";
import { otherGate, shortName, signs, writingGate } from "../parts.js";
import { t } from "../texts.js";
import { mean, weighted } from "../weighted.js";

/** @import { Standing } from "../doubt.js" */
/** @import { Walk } from "../walk.js" */
/** @import { Column } from "./aligned.js" */

/**
 * @typedef {"answer" | "right" | "state" | "gates"} Group what can be shown or not
 * @typedef {{
 *   kind: "belief" | "share" | "state" | "gate" | "difference" | "none",
 *   group: Group, name: string, height: number,
 *   values: number[][], units: number[], words: string[], standings: Standing[], text: (column: number) => string,
 * }} Lane
 * ``height`` in rem; ``values`` row after row, one for each column; ``units`` of a memory;
 * ``words``: the answers of a belief, "" where it does not know, and their ``standings``; ``text``: its number at a column
 * @typedef {{title: string, note: string, lanes: Lane[]}} Block
 */

const HEIGHTS = { belief: 1.5, share: 1.1, state: 1.75, gate: 0.85, none: 0.85, difference: 2.25 }; // in rem
export const MOST_UNITS = 14; // rows of a state: of the units that hold the fact, the weightiest

/**
 * @param {Lane["kind"]} kind
 * @param {Group} group
 * @param {string} name
 * @param {Partial<Lane>} more
 * @returns {Lane}
 */
function lane(kind, group, name, more) {
  return { kind, group, name, height: HEIGHTS[kind], values: [], units: [], words: [], standings: [], text: () => "", ...more };
}

/**
 * @param {Walk} walk
 * @param {string} word whose probability is shown
 * @param {number[]} columns the token of each; -1 for none
 * @returns {Lane[]}
 */
export function lanesOf(walk, word, columns) {
  const answers = columns.map((token) => (token < 0 ? null : predictionsAt(walk, token)));
  const best = answers.map((words) => words?.[0]);
  const standings = columns.map((token) => standingAt(walk, token));
  const knows = (/** @type {number} */ n) => standings[n] !== "unknown";
  const chances = answers.map((words) => words && chance(words, word));
  return [
    lane("belief", "answer", t("compare.row.answer"), {
      words: best.map((one, n) => (one && knows(n) ? one.word : "")),
      values: [best.map((one, n) => (one && !knows(n) ? 0 : (one?.p ?? NaN)))],
      standings,
      text: (n) => (best[n] ? (knows(n) ? `${best[n].word} ${number(best[n].p)}` : t("common.does-not-know")) : "–"),
    }),
    lane("share", "right", t("compare.row.right", { word }), {
      values: [chances.map((one) => one?.low ?? NaN), chances.map((one) => one?.high ?? NaN)],
      text: (n) => (chances[n] ? chanceText(chances[n]) : "–"),
    }),
    stateLane(walk, columns),
    ...gateLanes(walk, columns),
  ];
}

/**
 * @param {Walk} walk
 * @returns {number[]}
 */
function heldBy(walk) {
  return (walk.remembered?.units ?? [...Array(walk.units).keys()]).slice(0, MOST_UNITS);
}

/**
 * @param {Walk} walk
 * @param {number[]} columns
 */
function stateLane(walk, columns) {
  const grid = walk.signal(walk.state);
  const units = heldBy(walk);
  const values = units.map((unit) => columns.map((token) => (token < 0 ? NaN : grid.at(token, unit))));
  return lane("state", "state", t("compare.row.memory", { state: walk.state }), { values, units });
}

/**
 * What keeps, what writes, what shows, and another gate. Where a cell has none of them, one place says so.
 * @param {Walk} walk
 * @param {number[]} columns
 */
function gateLanes(walk, columns) {
  const { belt, cell } = walk;
  const memory = walk.remembered ?? { units: [...Array(walk.units).keys()], weights: Array(walk.units).fill(1) };
  const writes = writingGate(cell);
  const other = otherGate(cell);
  /** @param {string} name @param {((token: number) => number) | null} of @param {string} [none] what is said where there is no such gate */
  const gate = (name, of, none) => {
    if (!of) return none ? [lane("none", "gates", name, { words: [none] })] : [];
    const values = columns.map((token) => (token < 0 ? NaN : of(token)));
    return [lane("gate", "gates", name, { values: [values], text: (n) => valueText(values[n]) })];
  };
  /** @param {string} signal @returns {(token: number) => number} */
  const meanOf = (signal) => (token) => weighted(walk.signal(signal), token, memory);
  const keeps = belt && ((/** @type {number} */ token) => mean(memory, (unit) => walk.product(belt.keeps, token, unit)));
  const lanes = [
    ...gate(belt ? t("compare.row.keeps.by", { signal: signs(belt.keeps.text) }) : "", keeps),
    ...gate(writes ? t("compare.row.writes.by", { signal: writes.name }) : t("compare.row.writes"), writes ? meanOf(writes.name) : null, unwritten(belt)),
    ...gate(belt?.shows ? t("compare.row.shows.by", { signal: belt.shows }) : t("compare.row.shows"), belt?.shows ? meanOf(belt.shows) : null, belt ? t("compare.row.none.shows") : undefined),
    ...(other ? gate(t("compare.row.other.by", { gate: shortName(other, "usual"), signal: other.name }), meanOf(other.name)) : []),
  ];
  return lanes.length ? lanes : [lane("none", "gates", t("compare.show.gates"), { words: [t("compare.row.none")] })];
}

/** What is put onto a belt without a gate for it. @param {Walk["belt"]} belt */
function unwritten(belt) {
  const put = belt?.puts.at(-1)?.text;
  return put ? t("compare.row.none.writes", { what: signs(put) }) : undefined;
}

/** @param {number | undefined} value */
function valueText(value) {
  return value === undefined || Number.isNaN(value) ? "–" : number(value);
}

/**
 * What the second of two walks has beyond the first.
 * @param {Walk} first
 * @param {Walk} second
 * @param {string} word
 * @param {Column[]} columns
 * @returns {Lane[]}
 */
export function differences(first, second, word, columns) {
  const chances = columns.map(({ first: a, second: b }) =>
    a < 0 || b < 0 ? null : difference(chance(predictionsAt(first, a), word), chance(predictionsAt(second, b), word)),
  );
  const [one, other] = [first.signal(first.state), second.signal(second.state)];
  const units = heldBy(first);
  const values = units.map((unit) =>
    columns.map(({ first: a, second: b }) => (a < 0 || b < 0 ? NaN : other.at(b, unit) - one.at(a, unit))),
  );
  return [
    lane("difference", "answer", t("compare.row.right", { word }), {
      values: [chances.map((one) => (one ? (one.low + one.high) / 2 : NaN))],
      text: (n) => (chances[n] ? differenceText(chances[n]) : "–"),
    }),
    lane("state", "state", t("compare.row.memory", { state: first.state }), { height: 3, values, units }),
  ];
}
