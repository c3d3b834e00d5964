// What the measured scores say, in sentences that are made from the numbers, also where they are not what is often said.
// Trainings of one cell come out differently: so figures are told, with those of all its trainings, and no cell is called better.

import { percent } from "../format.js";
import { t } from "../texts.js";
import { guessed, trainingsOf } from "./gaps.js";

/** @import { Band, Measured, Score } from "./gaps.js" */

/**
 * @typedef {{
 *   from: number, to: number, until: number, short: (name: string) => Score | undefined, long: (name: string) => Score | undefined,
 * }} Scores of a cell in the ``short``est gaps, up to ``until`` words, and in the ``long``est, ``from`` so many ``to`` so many
 */

const LITTLE = 0.05; // more than guessing has right

/**
 * @param {Measured[]} cells
 * @param {Band[]} bands
 * @returns {string[]}
 */
export function findings(cells, bands) {
  const [short, long] = [bands[0], bands.at(-1)];
  if (!short || !long) return [];
  /** @param {string} band @returns {(name: string) => Score | undefined} */
  const of = (band) => (name) => cells.find((cell) => cell.name === name)?.gaps[band];
  const scores = { from: long.from, to: long.to, until: short.to, short: of(short.name), long: of(long.name) };
  const claims = [forgets(scores), alike(scores), helped(scores, cells), slow(scores, guessed(cells)[long.name]), misled(scores, cells, long.name)];
  return claims.filter((text) => text !== "");
}

/** @param {Scores} scores */
function forgets({ from, to, until, short, long }) {
  const [begin, end] = [short("rnn"), long("rnn")];
  return begin && end ? t("compare.claim.rnn", { from, to, until, short: share(begin), long: share(end) }) : "";
}

/** @param {Scores} scores */
function alike({ from, to, long }) {
  const [lstm, gru, before] = [long("lstm"), long("gru"), long("gru_before")];
  if (!lstm || !gru || !before) return "";
  return t("compare.claim.gru", { from, to, lstm: share(lstm), gru: share(gru), before: share(before), trainings: trainings(lstm, gru, before) });
}

/**
 * @param {Scores} scores
 * @param {Measured[]} cells
 */
function helped({ from, to, long }, cells) {
  const [lstm, peephole, depth] = [long("lstm"), long("peephole"), long("depth_gated")];
  if (!lstm || !peephole || !depth) return "";
  /** @param {string} name */
  const layers = (name) => cells.find((cell) => cell.name === name)?.layers ?? 1;
  const three = { lstm: share(lstm), peephole: share(peephole), depth: share(depth), trainings: trainings(lstm, peephole, depth) };
  const slots = { from, to, ...three, n: layers("depth_gated") };
  if (slots.n === layers("lstm")) return t("compare.claim.peephole", slots);
  const deeper = layers("lstm_two") === slots.n ? long("lstm_two") : undefined;
  if (!deeper) return t("compare.claim.depth", slots);
  return t("compare.claim.depth-beside", { ...slots, deeper: share(deeper), trainings: trainings(lstm, peephole, depth, deeper) });
}

/**
 * @param {Scores} scores
 * @param {number | undefined} guess
 */
function slow({ from, to, long }, guess) {
  const [clock, rnn] = [long("clockwork"), long("rnn")];
  if (!clock || !rnn) return "";
  const slots = { from, to, clock: share(clock), rnn: share(rnn), trainings: trainings(clock, rnn) };
  return guess === undefined ? t("compare.claim.clock", slots) : t(`compare.claim.clock.${remembers(clock, guess)}`, { ...slots, guess: percent(guess, 1) });
}

/**
 * @param {Score} score
 * @param {number} guess
 */
function remembers(score, guess) {
  if (score.low <= guess) return "nothing";
  return score.accuracy - guess < LITTLE ? "little" : "something";
}

/**
 * @param {Scores} scores
 * @param {Measured[]} cells
 * @param {string} band
 */
function misled({ from, to }, cells, band) {
  const score = cells.find(({ name }) => name === "lstm")?.misled[band];
  return score ? t("compare.claim.gates", { from, to, misled: share(score) }) : "";
}

/** @param {Score} score */
function share({ accuracy, least, most }) {
  const one = percent(accuracy, 1);
  return least === undefined || most === undefined ? one : t("compare.claim.share", { share: one, least: percent(least, 1), most: percent(most, 1) });
}

/** @param {Score[]} scores */
function trainings(...scores) {
  const { n, how } = trainingsOf(scores);
  return t(`compare.claim.trainings.${how}`, { n });
}
