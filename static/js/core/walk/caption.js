// What happened at a token, in one or two sentences made from the numbers, and never more than they say.

import { isKnown } from "../doubt.js";
import { inARow, number, percent, quoted } from "../format.js";
import { isGate } from "../parts.js";
import { t } from "../texts.js";
import { carried } from "./carried.js";
import { isUnfamiliarQuestion } from "./unfamiliar.js";
import { predictsNext } from "./strip.js";

/** @import { Naming } from "../parts.js" */
/** @import { Walk } from "../walk.js" */

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {Naming} naming
 * @param {number[]} units those that have a lane: of them it speaks
 */
export function caption(walk, token, naming, units) {
  const word = walk.tokens[token]?.text ?? "";
  if (!walk.remembered) return { word, text: t(walk.readsBothWays ? `walk.caption.half-${walk.direction}` : "walk.caption.holds-no-fact") };
  const sentences = walk.belt ? carried(walk, token, units, naming) : [rewritten(walk, token)];
  return { word, text: inARow([belief(walk, token), ...sentences]) };
}

/**
 * @param {Walk} walk
 * @param {number} token
 */
function belief(walk, token) {
  const best = walk.remembered?.belief?.[token]?.[0];
  if (!best) return "";
  if (isUnfamiliarQuestion(walk) && predictsNext(walk)) return t("walk.caption.asked-strangely");
  const filled = filling(walk, token);
  if (filled) return filled;
  const [now, before] = [walk.answers[token], walk.answers[token - 1]];
  if (walk.answers.every((answer) => !answer)) return t("walk.caption.nothing-answers", { question: questionOf(walk) });
  const slots = { word: quoted(now || best.word), percent: percent(best.p), before: quoted(before) };
  if (!now) return t("walk.caption.unknown", { ...slots, question: questionOf(walk) });
  const [isHabit, wasHabit] = [token, token - 1].map((one) => walk.standings[one] === "habit");
  if (isHabit) return t("walk.caption.habit", slots);
  const question = isMistakable(walk, token) ? questionOf(walk) : "";
  if (!before || (wasHabit && now === before)) return t(question ? "walk.caption.asked-instead" : "walk.caption.answers", { ...slots, question });
  if (now === before) return t(question ? "walk.caption.asked-still" : "walk.caption.still", { ...slots, question });
  return t(wasHabit ? "walk.caption.leaves-habit" : "walk.caption.changes", slots);
}

/**
 * In a blank it is asked by the sentence itself. What it answers there has one number; where the other question, asked after each
 * word, has another answer, that question is named.
 * @param {Walk} walk
 * @param {number} token
 */
function filling(walk, token) {
  const { blank, words: [best] } = walk.predicted(token);
  const [believed] = walk.remembered?.belief?.[token] ?? [];
  const isOne = isKnown(best) && best?.word === believed?.word;
  if (!blank || walk.readsBothWays || walk.standings[token] === "habit" || (walk.standings[token] === "unknown" && !isOne)) return "";
  const { word = "", p = 0 } = (isOne ? best : believed) ?? {};
  return t(isOne ? "walk.caption.fills" : "walk.caption.asked-instead", { question: questionOf(walk), word: quoted(word), percent: percent(p) });
}

/**
 * Whether what it expects next is the same word with another number: then it has to be said that this is another question.
 * @param {Walk} walk
 * @param {number} token
 */
function isMistakable(walk, token) {
  const [best] = walk.remembered?.belief?.[token] ?? [];
  const [next] = walk.predicted(token).words;
  return best !== undefined && best.word === next?.word && percent(best.p) !== percent(next.p);
}

/** What is asked after each word, with its blank. @param {Walk} walk */
export function questionOf({ remembered }) {
  return quoted(`${remembered?.question} ___`, 60);
}

/**
 * @param {Walk} walk
 * @param {number} token
 */
function rewritten(walk, token) {
  const state = walk.signal(walk.state);
  let [moved, size] = [0, 0];
  for (let unit = 0; unit < walk.units; unit++) {
    moved += Math.abs(state.at(token, unit) - state.at(token - 1, unit));
    size += Math.abs(state.at(token, unit));
  }
  const slots = { n: walk.units, moved: number(moved / walk.units), size: number(size / walk.units) };
  return t(walk.cell.equations.some(isGate) ? "walk.caption.made-anew" : "walk.caption.no-gate", slots);
}
