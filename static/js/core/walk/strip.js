// The strip below the sentence: after each word what the network would answer, and how surely.

import { asksForTheFact } from "./lanes.js";

/** @import { Prediction, Walk } from "../walk.js" */

const SURE = 0.5; // what is less likely is no answer

/**
 * Where nothing in the sentence has to do with the question that is asked after each word, what it expects next.
 * @param {Walk} walk
 */
export function expectsNext(walk) {
  return !walk.readsBothWays && walk.remembered !== null && walk.answers.every((answer) => !answer) && !asksForTheFact(walk);
}

/**
 * @param {Walk} walk
 * @returns {{best: (Prediction | undefined)[], answers: string[]}} for each token; an answer is "" where it does not know
 */
export function stripOf(walk) {
  if (!expectsNext(walk)) return { best: walk.remembered?.belief?.map(([best]) => best) ?? [], answers: walk.answers };
  const best = walk.tokens.map((_, token) => walk.expected(token).words[0]);
  return { best, answers: best.map((one) => (one && one.p >= SURE ? one.word : "")) };
}
