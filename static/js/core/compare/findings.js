// What the measured scores say, in sentences that are made from the numbers, also where they are not what is often said.
// Each network was trained once: what rests on one training is told in figures, and calls no cell better than another.

import { guessed } from "./gaps.js";

/** @import { Band, Measured, Score } from "./gaps.js" */

/**
 * @typedef {{after: string, until: number, short: (name: string) => Score | undefined, long: (name: string) => Score | undefined}} Scores
 *   of a cell in the ``short``est and the ``long``est gaps; ``until``: words of the shortest
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
  const scores = { after: `${long.from} to ${long.to} words`, until: short.to, short: of(short.name), long: of(long.name) };
  const found = [forgets(scores), alike(scores), helped(scores, cells), slow(scores, guessed(cells)[long.name]), misled(scores, cells, long.name)];
  return found.filter((text) => text !== "");
}

/** @param {Scores} scores */
function forgets({ after, until, short, long }) {
  const [begin, end] = [short("rnn"), long("rnn")];
  if (!begin || !end) return "";
  return `“A plain RNN has no memory”: not so. Up to ${until} words it is right in ${percent(begin)} of the questions, and it loses the fact little by little. After ${after} it is right in ${percent(end)}.`;
}

/** @param {Scores} scores */
function alike({ after, long }) {
  const [lstm, gru, before] = [long("lstm"), long("gru"), long("gru_before")];
  if (!lstm || !gru || !before) return "";
  return `“The GRU is as good as the LSTM”: after ${after} the LSTM is right in ${percent(lstm)}, the GRU in ${percent(gru)}, and in ${percent(before)} with its reset gate before the product. These are figures of one training each; another may come out the other way round.`;
}

/**
 * @param {Scores} scores
 * @param {Measured[]} cells
 */
function helped({ after, long }, cells) {
  const [lstm, peephole, depth] = [long("lstm"), long("peephole"), long("depth_gated")];
  if (!lstm || !peephole || !depth) return "";
  /** @param {string} name */
  const layers = (name) => cells.find((cell) => cell.name === name)?.layers ?? 1;
  const deeper = layers("depth_gated") > layers("lstm");
  const why = deeper ? `, but that network has ${layers("depth_gated")} layers, and no LSTM of as many stands beside it: what its gate does cannot be told from what a second layer does` : "";
  return `“Peepholes and depth gates help”: after ${after} the LSTM is right in ${percent(lstm)} and the one with peepholes in ${percent(peephole)}, in one training each. With a depth gate it is ${percent(depth)}${why}.`;
}

/**
 * @param {Scores} scores
 * @param {number | undefined} guess
 */
function slow({ after, long }, guess) {
  const [clock, rnn] = [long("clockwork"), long("rnn")];
  if (!clock || !rnn) return "";
  const above = guess === undefined ? "" : ` Who always gives the commonest answer is right in ${percents(guess)}, so it ${remembers(clock, guess)}.`;
  return `“Slow clocks remember long”: after ${after} the clockwork RNN is right in ${percent(clock)} and the plain RNN in ${percent(rnn)}, in one training each.${above} All networks were trained in the same way; it may need another.`;
}

/**
 * @param {Score} score
 * @param {number} guess
 */
function remembers(score, guess) {
  if (score.low <= guess) return "is hardly above that: it remembers next to nothing";
  return score.accuracy - guess < LITTLE ? "is little above that: it remembers little" : "does remember something";
}

/**
 * @param {Scores} scores
 * @param {Measured[]} cells
 * @param {string} band
 */
function misled({ after }, cells, band) {
  const found = cells.find(({ name }) => name === "lstm")?.misled[band];
  if (!found) return "";
  return `“The gates know what matters”: they know what the stories taught. Sentences such as “Football is a great sport” stood in none, and to the network look like news of a topic: after ${after} of them the LSTM is right in ${percent(found)}.`;
}

/** @param {Score} score */
function percent({ accuracy }) {
  return percents(accuracy);
}

/** @param {number} share */
function percents(share) {
  return `${(100 * share).toFixed(1)} %`;
}
