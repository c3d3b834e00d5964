// Which units have a lane: those that matter for what is asked; and why they are shown, in words.

import { quoted } from "../format.js";
import { t } from "../texts.js";
import { factName } from "./facts.js";
import { ordered } from "./units.js";

/** @import { Walk } from "../walk.js" */

const DID = 0.5; // of the largest lasting move: who moved as far has done it as well

/**
 * ``moved``: at the word where the answer changes, and it has stayed so until it is asked; ``asksForFact``: the sentence asks for
 * the fact that some of the units hold
 * @typedef {{order: number[], moved: Set<number>, asksForFact: boolean}} Mattering ``order``: all units, those that matter first
 */

/**
 * Where the sentence asks for the fact, those that hold it and did it here, then others that did it, then the rest of those
 * that hold it. Where it asks for something else, those that show most where it is asked.
 * @param {Walk} walk
 * @returns {Mattering}
 */
export function mattering(walk) {
  const { remembered } = walk;
  const rest = ordered(walk, null);
  if (!remembered || !asksForTheFact(walk)) return { order: [...rest].sort(falling(shownAtQuestion(walk))), moved: new Set(), asksForFact: false };
  const lasting = lastingMoves(walk);
  const most = Math.max(...lasting);
  const did = most > 0 ? rest.filter((unit) => (lasting[unit] ?? 0) >= DID * most).sort(falling(lasting)) : [];
  const moved = new Set(did);
  const holding = remembered.units.filter((unit) => moved.has(unit));
  return { order: [...new Set([...holding, ...did, ...ordered(walk, remembered)])], moved, asksForFact: true };
}

/**
 * Whether what is asked where the walk leads is the fact of which the trace tells what is believed: the network knows the
 * fact there, or gives the same word for an answer. Else the units that hold it have nothing to do with the answer.
 * @param {Walk} walk
 */
export function asksForTheFact(walk) {
  const { remembered, destination } = walk;
  const place = Math.max(0, walk.predictedAfter(destination));
  const best = remembered?.belief?.[place]?.[0];
  return Boolean(walk.answers[place]) || (best !== undefined && best.word === walk.predicted(destination).words[0]?.word);
}

/**
 * How far each unit has moved at the word where the answer changes, as far as that has lasted until it is asked; 0 for all
 * where it never changes.
 * @param {Walk} walk
 */
function lastingMoves(walk) {
  const { turn, destination } = walk;
  const [state, place] = [walk.signal(walk.state), walk.predictedAfter(destination)];
  return Float64Array.from({ length: walk.units }, (_, unit) => {
    const { before, after } = walk.lane(turn, unit);
    return turn === destination ? 0 : Math.min(Math.abs(after - before), Math.abs(state.at(place, unit) - before));
  });
}

/** @param {Walk} walk */
function shownAtQuestion(walk) {
  return walk.signal(walk.cell.output).row(Math.max(0, walk.predictedAfter(walk.destination))).map(Math.abs);
}

/** @param {Float64Array} values */
function falling(values) {
  return (/** @type {number} */ a, /** @type {number} */ b) => (values[b] ?? 0) - (values[a] ?? 0);
}

/**
 * Why these lanes are shown.
 * @param {Walk} walk
 * @param {Mattering} mattering
 * @param {number[]} lanes
 */
export function lanesInWords(walk, { order, moved, asksForFact }, lanes) {
  const { remembered, turn, destination } = walk;
  if (lanes.some((unit, n) => unit !== order[n])) return t("walk.lanes.chosen");
  const word = quoted(walk.tokens[Math.max(0, walk.predictedAfter(destination))]?.text);
  if (!remembered || !asksForFact) return t("walk.lanes.show-most", { word });
  const holding = new Set(remembered.units);
  const held = lanes.filter((unit) => holding.has(unit)).length;
  const others = lanes.filter((unit) => !holding.has(unit) && moved.has(unit)).length;
  const slots = { n: holding.size, held, fact: factName(remembered.fact), others, word: quoted(walk.tokens[turn]?.text) };
  if (!moved.size) return t("walk.lanes.hold", slots);
  return t(others ? "walk.lanes.hold-and-moved" : "walk.lanes.hold-moved-first", slots);
}
