// A story in three parts: a fact, a filler of exactly so many words, and a question.

import { t } from "../texts.js";

/** @import { Token, Walk } from "../walk.js" */

export const MOST_FILLER = 200;

/** Of 12 words each. They name no country, and none is told twice. */
const FILLER = [
  "The old clock on the kitchen wall stood still for many years.",
  "We walked slowly along the river and did not say a word.",
  "A small dog slept under the table until the soup was ready.",
  "Somebody was singing in the garden while the sun went down again.",
  "The bread was still warm and we ate it with fresh butter.",
  "Later in the evening it began to rain and nobody minded much.",
  "There was a letter on the floor but it had no name.",
  "The train was late so we sat down and drank some tea.",
  "Two birds sat on the roof and looked down at the street.",
  "In the morning the shop was closed and the light was off.",
  "The children built a house of wood behind the big grey school.",
  "Everybody laughed at the joke although they had heard it many times.",
  "A boy ran past with a red ball under his left arm.",
  "The water was cold and clear and tasted a little of iron.",
  "At noon the bell rang twice and then it was quiet again.",
  "The teacher opened a window because the room was warm and dark.",
  "Nobody knew who had left the yellow bag beside the front door.",
];

/**
 * @typedef {{fact: string, filler: number, question: string}} Story
 * @typedef {{name: string, from: number, to: number}} Part ``to`` is the first token that is not in it
 */

/** @param {number} words */
function filler(words) {
  const cut = FILLER.join(" ").split(" ").slice(0, words).join(" ");
  return !cut || cut.endsWith(".") ? cut : `${cut}.`;
}

/** @param {Story} story */
export function textOf({ fact, filler: words, question }) {
  return [fact.trim(), filler(words), question.trim()].filter(Boolean).join(" ");
}

/**
 * Which tokens belong to which part. Their places count characters, which are not always one piece of a JavaScript string.
 * @param {Story} story
 * @param {Token[]} tokens
 * @returns {Part[]} those that have a token
 */
export function partsOf(story, tokens) {
  const { fact, filler: words } = story;
  const factEnds = [...fact.trim()].length;
  const between = filler(words);
  const fillerEnds = between ? factEnds + (factEnds ? 1 : 0) + [...between].length : factEnds;
  /** @param {number} character */
  const upTo = (character) => tokens.filter(({ end }) => end <= character).length;
  const [a, b] = [upTo(factEnds), upTo(fillerEnds)];
  const names = [t("compare.part.fact"), t("compare.part.filler", { n: words }), t("compare.part.question")];
  return [[0, a], [a, b], [b, tokens.length]]
    .map(([from = 0, to = 0], n) => ({ name: names[n] ?? "", from, to }))
    .filter(({ from, to }) => to > from);
}

/**
 * How many words and signs lie between the fact and the blank: counted from where the answer was last told or, where it is
 * not told as it stands ("France" for "French"), from the end of the fact.
 * @param {Story} story
 * @param {Walk} walk
 * @param {string} answer
 */
export function gapOf(story, walk, answer) {
  const end = walk.destination;
  const words = walk.tokens.slice(0, end).map(({ text }) => text.toLowerCase());
  const place = words.lastIndexOf(answer.toLowerCase());
  const from = place >= 0 ? place : (partsOf({ ...story, filler: 0 }, walk.tokens)[0]?.to ?? 1) - 1;
  return end - from;
}
