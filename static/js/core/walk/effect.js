// What the changes make of the answer: before and after; and why one of them makes nothing.

import { percent } from "../format.js";

/** @import { Prediction, Walk } from "../walk.js" */
/** @import { Change } from "./changes.js" */

/** @typedef {{where: string, was: Prediction, is: Prediction, isSame: boolean}} Effect */

/**
 * Where the walk leads.
 * @param {Walk} walk
 * @param {Walk | null} original without the changes; null where none of them applies
 * @returns {Effect | null} null where the two cannot be compared
 */
export function effectOf(walk, original) {
  if (!original) return null;
  const at = original.destination;
  const { blank, words: [was] } = original.expected(at);
  const { blank: isBlank, words: [is] } = walk.expected(at);
  if (!is || !was || isBlank !== blank) return null;
  return { where: blank ? "In the blank" : "At the end", was, is, isSame: is.word === was.word };
}

/**
 * Why there is no before and after.
 * @param {Walk | null} original
 */
export function noEffect(original) {
  if (!original) return "Nothing is changed here.";
  return original.expected(original.destination).blank ? "The blank is filled: there is no answer to compare." : "There is no answer to compare.";
}

/** @param {Effect} effect */
export function effectInWords({ where, was, is, isSame }) {
  const same = isSame ? "The answer stays." : "The answer changes.";
  return `${same} ${where} it says ${is.word}, ${percent(is.p)}; without the change, ${was.word}, ${percent(was.p)}.`;
}

/**
 * @param {Change} change
 * @param {Walk} base
 */
export function whyIdle(change, base) {
  if (change.kind === "hold" && !Object.hasOwn(base.signals, change.signal)) return `this cell has no ${change.signal}`;
  return "this walk has no such place";
}
