// Guess first: where the network changes its mind, and what one may choose before it is shown.

import { quoted } from "../format.js";
import { t } from "../texts.js";
import { questionOf } from "./caption.js";

/** @import { Walk } from "../walk.js" */

export const UNSURE = ""; // it does not know, as it says itself
const MOST = 4; // words to choose from

/** @param {Walk} walk @returns {number[]} the tokens after which its answer is another one */
export function changesOfMind({ answers }) {
  return answers.flatMap((answer, token) => (token > 0 && answer && answers[token - 1] && answer !== answers[token - 1] ? [token] : []));
}

/**
 * In the order of the alphabet, so that it tells nothing: what it has answered before and what comes nearest, and that it
 * does not know.
 * @param {Walk} walk
 * @param {number} token
 */
export function choices(walk, token) {
  const { answers, remembered } = walk;
  const near = remembered?.belief?.[token]?.map(({ word }) => word) ?? [];
  const words = new Set([answers[token], answers[token - 1], ...near].flatMap((word) => (word ? [word] : [])));
  return [...[...words].slice(0, MOST).sort(), UNSURE];
}

/**
 * What is said while one has to guess, and what is said of the guess after it.
 * @param {Walk} walk
 * @param {number} token
 * @param {string | undefined} guess undefined until there is one
 */
export function guessInWords(walk, token, guess) {
  if (guess === undefined) return t("walk.guess.ask", { question: questionOf(walk) });
  const isRight = walk.answers[token] === guess;
  if (guess === UNSURE) return t(isRight ? "walk.guess.unsure-right" : "walk.guess.unsure");
  return t(isRight ? "walk.guess.word-right" : "walk.guess.word", { word: quoted(guess) });
}
