// How strongly an answer hangs on what was there before it: gradients, and the gates that let them through.

import { numbers, unpack } from "../grid.js";
import { t } from "../texts.js";
import { mean } from "../weighted.js";
import { factName } from "./facts.js";

/** @import { Packed } from "../grid.js" */
/** @import { Walk } from "../walk.js" */
/** @import { Strength } from "./reach.js" */

/**
 * @typedef {{word: string, token: number, log_probability: number, signals: Record<string, Packed>, strength: Record<string, Packed>}} Gradients
 */

/**
 * @param {Gradients} gradients
 * @param {string} signal or ``input``, the word
 * @param {boolean} [behind] whether the answer hangs on what stands behind it, too
 * @returns {number[]} at each token up to that of the answer, as a share of what it is there
 */
export function relative({ strength, token }, signal, behind = false) {
  const strengths = [...numbers(/** @type {Packed} */ (strength[signal]))];
  return asShares(behind ? strengths : strengths.slice(0, token + 1), token);
}

/**
 * The same for a state's units that hold the fact only.
 * @param {Gradients} gradients
 * @param {string} state
 * @param {number[]} units
 */
export function relativeOf({ signals, token }, state, units) {
  const grid = unpack(/** @type {Packed} */ (signals[state]));
  const lengths = Array.from({ length: token + 1 }, (_, at) => Math.hypot(...units.map((unit) => grid.at(at, unit))));
  return asShares(lengths, token);
}

/**
 * @param {number[]} strengths
 * @param {number} token
 */
function asShares(strengths, token) {
  const there = strengths[token] || 1;
  return strengths.map((one) => one / there);
}

/**
 * What the gates between a token and the answer leave of a value: the product of all they multiply it by.
 * @param {Walk} walk with a belt
 * @param {{units: number[], weights: number[]}} memory
 * @param {number} answer token
 * @returns {number[]} at each token up to the answer
 */
export function letThrough(walk, memory, answer) {
  const left = memory.units.map(() => 1);
  const shares = [1];
  for (let token = answer; token > 0; token--) {
    memory.units.forEach((unit, n) => (left[n] = (left[n] ?? 1) * walk.lane(token, unit).keep));
    shares.unshift(mean(memory, (_, n) => Math.abs(left[n] ?? 0)));
  }
  return shares;
}

/**
 * Where the gates let go of most of what was there before.
 * @param {number[]} left what they leave of a value, at each token
 * @returns {number} -1 if they never do
 */
export function lettingGo(left) {
  const falls = left.map((value, token) => (token ? value - (left[token - 1] ?? 0) : 0));
  const most = Math.max(0, ...falls);
  return most > 0.5 ? falls.indexOf(most) : -1;
}

/**
 * The likeliest answer at a token: where it stands, after which it is said, and what it is.
 * @param {Walk} walk
 * @param {number} at
 */
export function toFollow(walk, at) {
  const { blank, words } = walk.predicted(at);
  return { at, token: walk.predictedAfter(at), word: words[0]?.word ?? "", blank };
}

/**
 * Of the cell that is shown: the word, its state, the units that hold the fact, and what its gates let through.
 * @param {Gradients} own
 * @param {Walk} walk
 * @param {number} token
 * @returns {Strength[]}
 */
export function ownStrengths(own, walk, token) {
  const { belt, remembered, state, readsBothWays } = walk;
  /** @type {Strength[]} */
  const strengths = [{ name: t("walk-more.flow.word"), values: relative(own, "input", readsBothWays), kind: "word" }];
  if (!readsBothWays) strengths.push({ name: t("walk-more.flow.state", { state }), values: relative(own, state), kind: "state" });
  if (remembered) strengths.push({ name: t("walk-more.flow.held", { fact: factName(remembered.fact) }), values: relativeOf(own, state, remembered.units), kind: "held" });
  if (belt && remembered) strengths.push({ name: t("walk-more.flow.gates", { gate: belt.keeps.text }), values: letThrough(walk, remembered, token), kind: "gates" });
  return strengths;
}
