// Guess first: where there is something to guess, and what one may choose before it is shown.

import { isKnown } from "../doubt.js";
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
 * Where one has to guess: where the network changes its mind, and what fills the last blank. That is guessed where it is
 * predicted, before the blank; or in the blank, if one comes there first.
 * @param {Walk} walk
 * @returns {Map<number, number>} of each such token that under which its guess is kept, in the order of the sentence
 */
export function toGuess(walk) {
  const { destination } = walk;
  const places = new Map(changesOfMind(walk).map((token) => [token, token]));
  const filled = walk.predicted(destination).blank ? [walk.predictedAfter(destination), destination] : [];
  for (const token of filled) if (token >= 0) places.set(token, destination);
  return new Map([...places].sort(([a], [b]) => a - b));
}

/** @param {Walk} walk @param {number} token @returns {boolean} whether what is guessed there fills the last blank */
function isOfBlank(walk, token) {
  return toGuess(walk).get(token) === walk.destination && walk.predicted(walk.destination).blank;
}

/** @param {Walk} walk @param {number} token @returns {string} */
function rightAt(walk, token) {
  if (!isOfBlank(walk, token)) return walk.answers[token] ?? UNSURE;
  const [best] = walk.predicted(walk.destination).words;
  return best && isKnown(best) ? best.word : UNSURE;
}

/**
 * In the order of the alphabet, so that it tells nothing: what is right, what it has answered before and what comes nearest,
 * and that it does not know.
 * @param {Walk} walk
 * @param {number} token
 */
export function choices(walk, token) {
  const near = isOfBlank(walk, token) ? walk.predicted(walk.destination).words : (walk.remembered?.belief?.[token] ?? []);
  const before = walk.answers.slice(0, token).reverse();
  const words = new Set([rightAt(walk, token), ...before, ...near.map(({ word }) => word)].filter((word) => word !== UNSURE));
  return [...[...words].slice(0, MOST).sort(), UNSURE];
}

/**
 * What is said while one has to guess, and what is said of the guess after it.
 * @param {Walk} walk
 * @param {number} token
 * @param {string | undefined} guess undefined until there is one
 */
export function guessInWords(walk, token, guess) {
  if (guess === undefined) return isOfBlank(walk, token) ? t("walk.guess.ask-blank") : t("walk.guess.ask", { question: questionOf(walk) });
  const isRight = rightAt(walk, token) === guess;
  if (guess === UNSURE) return t(isRight ? "walk.guess.unsure-right" : "walk.guess.unsure");
  return t(isRight ? "walk.guess.word-right" : "walk.guess.word", { word: quoted(guess) });
}
