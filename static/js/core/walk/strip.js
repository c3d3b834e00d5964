// The strip below the sentence: after each word what the network would answer, and how surely.

import { standingOf } from "../doubt.js";
import { percent } from "../format.js";
import { t } from "../texts.js";
import { asksForTheFact } from "./lanes.js";

/** @import { Standing } from "../doubt.js" */
/** @import { Prediction, Walk } from "../walk.js" */

/**
 * Where nothing in the sentence has to do with the question that is asked after each word, what it expects next.
 * @param {Walk} walk
 */
export function predictsNext(walk) {
  if (walk.readsBothWays || walk.answersOnly) return false;
  return walk.remembered !== null && walk.answers.every((answer) => !answer) && !asksForTheFact(walk);
}

/**
 * @param {Walk} walk
 * @returns {{best: (Prediction | undefined)[], standings: Standing[]}} for each token
 */
export function stripOf(walk) {
  if (!predictsNext(walk)) return { best: walk.remembered?.belief?.map(([best]) => best) ?? [], standings: walk.standings };
  const best = walk.tokens.map((_, token) => walk.predicted(token).words[0]);
  return { best, standings: best.map((one) => standingOf(one, undefined)) };
}

/**
 * An answer in words: what stands at its field, and what is read out.
 * @param {Prediction} best
 * @param {Standing} [standing]
 */
export function inStrip({ word, p }, standing = "told") {
  const slots = { word, percent: percent(p) };
  return { title: t(`walk.strip.${standing}`, slots), spoken: t(`walk.strip.${standing}.spoken`, slots) };
}
