// How far cells remember: the bands of gaps in which they were asked, and where a gap lies among them.

import { t } from "../texts.js";

/** @import { Cell } from "../walk.js" */

/**
 * @typedef {{
 *   questions: number, accuracy: number, low: number, high: number, p: number, trainings?: number, least?: number, most?: number,
 * }} Score
 *   ``low`` to ``high``: its 95 % interval; ``least`` to ``most``: what so many ``trainings`` of it came to, this one among them
 * @typedef {{from: number, to: number, name: string}} Band
 * @typedef {{
 *   name: string, title: string, layers: number, isDeeper: boolean, gaps: Record<string, Score>, misled: Record<string, Score>,
 *   commonest: Record<string, number> | null,
 * }} Measured
 *   ``isDeeper``: a network of a cell with more layers than the one of its name; ``gaps``: all usual questions together;
 *   ``misled``: after sentences that are made like the news of a topic and are none;
 *   ``commonest``: the share that is right of who always gives the commonest answer
 */

export const GUESSES = t("compare.far.guesses");
const MISLEADING = "topic, other things described between";

/**
 * @param {Cell[]} cells as the app tells of them
 * @returns {Measured[]} those that were asked, and behind them networks of the same cells with more layers
 */
export function measured(cells) {
  const deeper = cells.flatMap(({ name, networks = [] }) => networks.filter((one) => one.name !== name && !one.for_typed && !one.both_ways));
  return [...cells, ...deeper]
    .map(({ name, title, layers, model }) => {
      const { by_gap: shares = {}, asked: kinds = {}, commonest = null, seeds = {} } = model?.held_out ?? {};
      const gaps = withTrainings(shares, Object.values(seeds).map((one) => one.by_gap));
      return { name, title, layers: layers ?? 1, isDeeper: deeper.some((one) => one.name === name), gaps, misled: kinds[MISLEADING] ?? {}, commonest };
    })
    .filter(({ gaps }) => Object.keys(gaps).length > 0);
}

/**
 * @param {Record<string, Score>} gaps
 * @param {Record<string, number>[]} trainings the share of right answers by the name of a band, for each training
 * @returns {Record<string, Score>}
 */
function withTrainings(gaps, trainings) {
  if (trainings.length < 2) return gaps;
  /** @param {string} band */
  const spread = (band) => {
    const shares = trainings.map((shares) => shares[band] ?? 0);
    return { trainings: shares.length, least: Math.min(...shares), most: Math.max(...shares) };
  };
  return Object.fromEntries(Object.entries(gaps).map(([band, score]) => [band, { ...score, ...spread(band) }]));
}

/**
 * How many trainings stand behind each of these scores at most, and which texts say it: of single ones, of several each, or mixed.
 * @param {Score[]} scores
 * @returns {{n: number, how: "once" | "several" | "mixed"}}
 */
export function trainingsOf(scores) {
  const counts = scores.map(({ trainings = 1 }) => trainings);
  const n = Math.max(1, ...counts);
  if (n === 1) return { n, how: "once" };
  return { n, how: counts.includes(1) ? "mixed" : "several" };
}

/**
 * How far the bar of a mark reaches.
 * @param {Score} score
 * @returns {{low: number, high: number}}
 */
export function reachOf({ low, high, least = low, most = high }) {
  return { low: least, high: most };
}

/**
 * What stands out in the chart: the chosen cells, and beside one of several layers the network that it is to be compared with.
 * @param {string[]} chosen
 * @param {Measured[]} cells
 */
export function withDeeper(chosen, cells) {
  const layers = cells.filter(({ name }) => chosen.includes(name)).map((cell) => cell.layers);
  const beside = cells.filter((cell) => cell.isDeeper && layers.includes(cell.layers)).map(({ name }) => name);
  return [...new Set([...chosen, ...beside])];
}

/**
 * What who always gives the commonest answer has right, which is the same for all: they were asked the same.
 * @param {Measured[]} cells
 * @returns {Record<string, number>} by the name of a band; empty where it was not measured
 */
export function guessed(cells) {
  return cells.find(({ commonest }) => commonest)?.commonest ?? {};
}

/**
 * @param {Measured[]} cells
 * @returns {Band[]} from short to long
 */
export function bandsOf(cells) {
  const bands = Object.keys(cells[0]?.gaps ?? {}).map((name) => {
    const [from = 0, to = 0] = name.split("-").map(Number);
    return { from, to, name };
  });
  return bands.sort((a, b) => a.from - b.from);
}

/**
 * Where a gap stands on an axis on which every band is 1 wide; what is longer than all of them stands in one more.
 * @param {number} gap
 * @param {Band[]} bands
 */
export function placeOf(gap, bands) {
  const last = bands.at(-1);
  if (!last || gap < (bands[0]?.from ?? 0)) return 0;
  const n = bands.findIndex(({ to }) => gap <= to);
  if (n < 0) return bands.length + Math.min(0.95, (gap - last.to) / last.to);
  const { from, to } = /** @type {Band} */ (bands[n]);
  return n + (gap - from + 0.5) / (to - from + 1);
}
