// Whether a network was taught to be asked as the sentence asks.

import { isKnown } from "../doubt.js";

/** @import { Walk } from "../walk.js" */

/**
 * Whether a textbook network is asked in words that it was not taught, and does not know what to answer: nothing that it says there
 * is meant as an answer.
 * @param {Walk} walk
 */
export function isUnfamiliarQuestion(walk) {
  const { blank, words } = walk.predicted(walk.destination);
  if (!blank || walk.answersOnly || walk.readsBothWays || !walk.remembered || isKnown(words[0])) return false;
  const before = wordsOf(walk.tokens.slice(0, walk.destination).map(({ text }) => text).join(" "));
  return !walk.memory.some(({ question }) => before.endsWith(wordsOf(question)));
}

/** Compared word by word, whatever their case. @param {string} text */
function wordsOf(text) {
  return ` ${text.trim().toLowerCase().replaceAll(/\s+/g, " ")}`;
}
