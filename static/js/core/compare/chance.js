// The probability of a word, as far as it is known: the app tells that of the likeliest words only.

import { standingOf } from "../doubt.js";
import { number } from "../format.js";
import { t } from "../texts.js";

/** @import { Standing } from "../doubt.js" */
/** @import { Prediction, Walk } from "../walk.js" */

/** @typedef {{low: number, high: number}} Chance between which it lies */

/**
 * What a network says at a token: in a blank what it puts there, at any other word what it would answer if asked now.
 * @param {Walk} walk
 * @param {number} token
 * @returns {Prediction[]} best first
 */
export function predictionsAt(walk, token) {
  const predicted = walk.predicted(token);
  return predicted.blank ? predicted.words : (walk.remembered?.belief?.[token] ?? []);
}

/**
 * Whether it knows that, and whether the text has told it.
 * @param {Walk} walk
 * @param {number} token
 * @returns {Standing}
 */
export function standingAt(walk, token) {
  const [best] = predictionsAt(walk, token);
  const place = walk.predictedAfter(token);
  const habit = best?.word === walk.answers[place] ? walk.remembered?.prior?.[0] : undefined; // of the fact, if that is asked
  return standingOf(best, habit);
}

/**
 * A word that is not among the likeliest is less likely than the last of them, and than what these leave.
 * @param {Prediction[]} words
 * @param {string} word
 * @returns {Chance}
 */
export function chance(words, word) {
  const prediction = words.find((one) => one.word.toLowerCase() === word.toLowerCase());
  if (prediction) return { low: prediction.p, high: prediction.p };
  const left = words.reduce((rest, { p }) => rest - p, 1);
  return { low: 0, high: Math.max(0, Math.min(left, words.at(-1)?.p ?? 1)) };
}

/** @param {Chance} chance */
export function chanceText({ low, high }) {
  if (number(low) === number(high)) return number(low);
  return low === 0 ? t("compare.chance.below", { p: number(Math.max(high, 0.01)) }) : between(low, high);
}

/**
 * @param {Chance} one
 * @param {Chance} other
 * @returns {Chance} of the other less the one
 */
export function difference(one, other) {
  return { low: other.low - one.high, high: other.high - one.low };
}

/** @param {Chance} chance */
export function differenceText({ low, high }) {
  return number(low) === number(high) ? number(low) : between(low, high);
}

/** @param {number} low @param {number} high */
function between(low, high) {
  return t("compare.chance.between", { low: number(low), high: number(high) });
}
