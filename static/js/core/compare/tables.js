// Tables of a comparison: what stands in them is what its pictures show.

import { number } from "../format.js";
import { t } from "../texts.js";
import { chanceText } from "./chance.js";
import { guessed, GUESSES, placeOf, reachOf } from "./gaps.js";

/** @import { Chance } from "./chance.js" */
/** @import { Band, Measured, Score } from "./gaps.js" */
/** @import { Block, Lane } from "./rows.js" */
/** @import { Table, Value } from "../table.js" */

/** @typedef {Chance & {gap: number}} Point a probability, as far as it is known */

const UNMEASURED = t("compare.far.more.unmeasured");

/**
 * The memory of the blocks at every word: a column for each unit that is shown.
 * @param {Block[]} blocks
 * @param {string[]} words
 * @returns {Table}
 */
export function memoryRows(blocks, words) {
  const lanes = blocks.flatMap(({ title, lanes: own }) => own.filter(({ kind }) => kind === "state").map((lane) => ({ title, lane })));
  return {
    head: [t("compare.table.word"), ...lanes.flatMap(({ title, lane }) => lane.units.map((unit) => t("compare.row.unit", { title, unit })))],
    rows: words.map((word, column) => [{ word }, ...lanes.flatMap(({ lane }) => lane.values.map((unit) => known(unit[column])))]),
  };
}

/** @param {number | undefined} value */
function known(value) {
  return value === undefined || Number.isNaN(value) ? "–" : value;
}

/**
 * Every lane of the blocks at every word, but for the memory, which has a table of its own.
 * @param {Block[]} blocks
 * @param {string[]} words
 * @returns {Table}
 */
export function laneRows(blocks, words) {
  const lanes = blocks.flatMap(({ title, lanes: own }) => own.filter(({ kind }) => kind !== "state").map((lane) => ({ title, lane })));
  return {
    head: [t("compare.table.word"), ...lanes.map(({ title, lane }) => t("compare.row", { title, row: lane.name }))],
    rows: words.map((word, column) => [{ word }, ...lanes.map(({ lane }) => shown(lane, column))]),
  };
}

/** @param {Lane} lane @param {number} column @returns {Value} */
function shown(lane, column) {
  const text = lane.text(column);
  return lane.kind === "belief" && lane.words[column] ? { word: text } : text; // an answer, in English as the network gives it
}

/**
 * What was measured, and below it the points of this text, each under the band that its gap lies in.
 * @param {Measured[]} cells
 * @param {Band[]} bands
 * @param {Map<string, Point[]>} live
 * @returns {Table}
 */
export function scoreRows(cells, bands, live) {
  const points = cells.flatMap(({ name, title }) =>
    (live.get(name) ?? []).map((point) => {
      const column = Math.floor(placeOf(point.gap, bands));
      const chance = t("compare.far.table.chance", { chance: chanceText(point) });
      return [t("compare.far.table.point", { title, gap: point.gap }), ...[...bands, null].map((_, n) => (n === column ? chance : ""))];
    }),
  );
  const shares = guessed(cells);
  const guesses = Object.keys(shares).length ? [[GUESSES, ...bands.map(({ name }) => number(shares[name] ?? 0, 3)), UNMEASURED]] : [];
  return {
    head: [t("compare.answers.cell"), ...bands.map(({ from, to }) => t("compare.far.table.band", { from, to })), t("compare.far.more")],
    rows: [...cells.map(({ title, gaps }) => [title, ...bands.map(({ name }) => interval(gaps[name])), UNMEASURED]), ...points, ...guesses],
  };
}

/** @param {Score | undefined} score */
function interval(score) {
  if (!score) return UNMEASURED;
  const reach = reachOf(score);
  const [share, low, high] = [score.accuracy, reach.low, reach.high].map((value) => number(value, 3));
  return t("compare.far.table.interval", { share: share ?? "", low: low ?? "", high: high ?? "" });
}
