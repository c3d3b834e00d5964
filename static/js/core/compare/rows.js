// A walk as lanes over columns that several walks share: what it would answer, its memory, its gates. A place that has
// no number has NaN.

import { chance, chanceText, difference, differenceText, said } from "./chance.js";
import { number } from "../format.js";
import { nameOf, otherGate, shortened, signs, writingGate } from "../parts.js";
import { mean, weighted } from "../weighted.js";

/** @import { Walk } from "../walk.js" */
/** @import { Column } from "./aligned.js" */

/**
 * @typedef {"answer" | "right" | "state" | "gates"} Group what can be shown or not
 * @typedef {{
 *   kind: "belief" | "share" | "state" | "gate" | "difference" | "none",
 *   group: Group, name: string, height: number,
 *   values: number[][], units: number[], words: string[], text: (column: number) => string,
 * }} Lane
 * ``height`` in rem; ``values`` row after row, one for each column; ``units`` of a memory;
 * ``words``: the answers of a belief; ``text``: its number at a column
 * @typedef {{title: string, note: string, lanes: Lane[]}} Block
 */

const HEIGHTS = { belief: 1.5, share: 1.1, state: 1.75, gate: 0.68, none: 0.68, difference: 2.25 }; // in rem
const MOST_UNITS = 14; // rows of a state: of the units that hold the fact, the weightiest

/**
 * @param {Lane["kind"]} kind
 * @param {Group} group
 * @param {string} name
 * @param {Partial<Lane>} more
 * @returns {Lane}
 */
function lane(kind, group, name, more) {
  return { kind, group, name, height: HEIGHTS[kind], values: [], units: [], words: [], text: () => "", ...more };
}

/**
 * @param {Walk} walk
 * @param {string} word whose probability is shown
 * @param {number[]} columns the token of each; -1 for none
 * @param {boolean} others whether there is a place for gates of a fourth kind
 * @returns {Lane[]}
 */
export function lanesOf(walk, word, columns, others) {
  const answers = columns.map((token) => (token < 0 ? null : said(walk, token)));
  const best = answers.map((words) => words?.[0]);
  const chances = answers.map((words) => words && chance(words, word));
  return [
    lane("belief", "answer", "would answer", {
      words: best.map((one) => one?.word ?? ""),
      values: [best.map((one) => one?.p ?? NaN)],
      text: (n) => (best[n] ? `${best[n].word} ${number(best[n].p)}` : "–"),
    }),
    lane("share", "right", `p of ${word}`, {
      values: [chances.map((one) => one?.low ?? NaN), chances.map((one) => one?.high ?? NaN)],
      text: (n) => (chances[n] ? chanceText(chances[n]) : "–"),
    }),
    stateLane(walk, columns),
    ...gateLanes(walk, columns, others),
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
  return lane("state", "state", `memory ${walk.state}`, { values, units });
}

/**
 * What keeps, what writes, what shows, and where some cell has it, another gate. What a cell has not, is an empty place.
 * @param {Walk} walk
 * @param {number[]} columns
 * @param {boolean} others
 */
function gateLanes(walk, columns, others) {
  const { belt, cell } = walk;
  const memory = walk.remembered ?? { units: [...Array(walk.units).keys()], weights: Array(walk.units).fill(1) };
  const writes = writingGate(cell);
  const other = otherGate(cell);
  /** @param {string} name @param {((token: number) => number) | null} of @param {string} [instead] */
  const gate = (name, of, instead = "") => {
    if (!of) return lane("none", "gates", name, { words: [`has none${instead}`] });
    const values = columns.map((token) => (token < 0 ? NaN : of(token)));
    return lane("gate", "gates", name, { values: [values], text: (n) => valueText(values[n]) });
  };
  /** @param {string} signal @returns {(token: number) => number} */
  const meanOf = (signal) => (token) => weighted(walk.signal(signal), token, memory);
  const keeps = belt && ((/** @type {number} */ token) => mean(memory, (unit) => walk.product(belt.keeps, token, unit)));
  const put = belt?.puts.at(-1)?.text ?? "";
  return [
    gate(belt ? `keeps ${signs(belt.keeps.text)}` : "keeps", keeps),
    gate(writes ? `writes ${writes.name}` : "writes", writes ? meanOf(writes.name) : null, put && `: it writes ${signs(put)}`),
    gate(belt?.shows ? `shows ${belt.shows}` : "shows", belt?.shows ? meanOf(belt.shows) : null, belt ? ": all is shown" : ""),
    ...(others ? [gate(other ? `${shortened(nameOf(other, "usual"))} ${other.name}` : "other", other ? meanOf(other.name) : null)] : []),
  ];
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
    a < 0 || b < 0 ? null : difference(chance(said(first, a), word), chance(said(second, b), word)),
  );
  const [one, other] = [first.signal(first.state), second.signal(second.state)];
  const units = heldBy(first);
  const values = units.map((unit) =>
    columns.map(({ first: a, second: b }) => (a < 0 || b < 0 ? NaN : other.at(b, unit) - one.at(a, unit))),
  );
  return [
    lane("difference", "answer", `p of ${word}`, {
      values: [chances.map((one) => (one ? (one.low + one.high) / 2 : NaN))],
      text: (n) => (chances[n] ? differenceText(chances[n]) : "–"),
    }),
    lane("state", "state", `memory ${first.state}`, { height: 3, values, units }),
  ];
}
