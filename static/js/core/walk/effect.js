// What the changes make of the answer: before and after; and why one of them makes nothing.

import { percent } from "../format.js";
import { t } from "../texts.js";

/** @import { Prediction, Walk } from "../walk.js" */
/** @import { Change } from "./changes.js" */

/** @typedef {{blank: boolean, was: Prediction, is: Prediction, isSame: boolean}} Effect ``blank``: in it, or else at the end */

/**
 * Where the walk leads.
 * @param {Walk} walk
 * @param {Walk | null} original without the changes; null where none of them applies
 * @returns {Effect | null} null where the two cannot be compared
 */
export function effectOf(walk, original) {
  if (!original) return null;
  const at = original.destination;
  const { blank, words: [was] } = original.predicted(at);
  const { blank: isBlank, words: [is] } = walk.predicted(at);
  if (!is || !was || isBlank !== blank) return null;
  return { blank, was, is, isSame: is.word === was.word };
}

/**
 * Why there is no before and after.
 * @param {Walk | null} original
 */
export function noEffect(original) {
  if (!original) return t("walk.effect.none");
  return t(original.predicted(original.destination).blank ? "walk.effect.filled" : "walk.effect.no-answer");
}

/** @param {Effect} effect */
export function effectInWords({ blank, was, is, isSame }) {
  const slots = { now: is.word, percent: percent(is.p), before: was.word, was: percent(was.p) };
  return t(`walk.effect.${isSame ? "stays" : "changes"}-${blank ? "in-blank" : "at-end"}`, slots);
}

/**
 * Why a change does not apply.
 * @param {Change} change
 * @param {Walk} base
 */
export function whyIdle(change, base) {
  if (change.kind === "hold" && !Object.hasOwn(base.signals, change.signal)) return t("walk-more.idle.no-signal", { signal: change.signal });
  return t("walk-more.idle.no-place");
}
