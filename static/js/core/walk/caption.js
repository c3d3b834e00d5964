// What happened at a token, in one or two sentences made from the numbers, and never more than they say.

import { isKnown } from "../doubt.js";
import { inARow, number, percent, quoted } from "../format.js";
import { isGate, nameAlone } from "../parts.js";
import { t } from "../texts.js";
import { isUnfamiliarQuestion } from "./unfamiliar.js";
import { predictsNext } from "./strip.js";

/** @import { Naming } from "../parts.js" */
/** @import { Lane, Walk } from "../walk.js" */

const [SHUT, OPEN] = [0.35, 0.65]; // a gate below is called shut, one above open
const LITTLE = 0.05; // what is put on and is smaller need not be spoken of

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {Naming} naming
 * @param {number[]} units those that have a lane: of them it speaks
 */
export function caption(walk, token, naming, units) {
  const word = walk.tokens[token]?.text ?? "";
  if (!walk.remembered) return { word, text: t(walk.readsBothWays ? `walk.caption.half-${walk.direction}` : "walk.caption.holds-no-fact") };
  const sentences = walk.belt ? onTheBelt(walk, units, token, naming) : [rewritten(walk, token)];
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
  const [now, before] = [walk.answers[token], walk.answers[token - 1]];
  if (walk.answers.every((answer) => !answer)) return t("walk.caption.nothing-answers", { question: questionOf(walk) });
  const slots = { word: quoted(now || best.word), percent: percent(best.p), before: quoted(before) };
  const filled = filling(walk, token);
  if (filled) return filled;
  if (!now) return t("walk.caption.unknown", slots);
  const [isHabit, wasHabit] = [token, token - 1].map((one) => walk.standings[one] === "habit");
  if (isHabit) return t("walk.caption.habit", slots);
  if (!before || (wasHabit && now === before)) return t("walk.caption.answers", slots);
  if (now === before) return t("walk.caption.still", slots);
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
  if (!blank || walk.readsBothWays || walk.standings[token] !== "told") return "";
  const [believed] = walk.remembered?.belief?.[token] ?? [];
  const isOne = isKnown(best) && best?.word === believed?.word;
  const { word = "", p = 0 } = (isOne ? best : believed) ?? {};
  return t(isOne ? "walk.caption.fills" : "walk.caption.asked-instead", { question: questionOf(walk), word: quoted(word), percent: percent(p) });
}

/** What is asked after each word, with its blank. @param {Walk} walk */
export function questionOf({ remembered }) {
  return quoted(`${remembered?.question} ___`, 60);
}

/**
 * @param {Walk} walk
 * @param {number} token
 */
function answersAlike({ answers }, token) {
  return Boolean(answers[token]) && answers[token] === answers[token - 1];
}

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {number} token
 * @param {Naming} naming
 */
function onTheBelt(walk, units, token, naming) {
  const lanes = units.map((unit) => walk.lane(token, unit));
  const [kept, put] = [mean(lanes.map(({ keep }) => keep)), mean(lanes.map((lane) => Math.abs(lane.put)))];
  const [n, shut] = [lanes.length, lanes.filter(({ keep }) => keep < SHUT).length];
  const [size, stays] = [number(put), percent(kept)];
  const [added, shown] = [put > LITTLE ? t("walk.caption.put", { n, size }) : "", showing(walk, lanes, naming)];
  if (token === 0 && lanes.every(({ before }) => before === 0)) return [t("walk.caption.empty", { n, size }), shown];
  if (kept >= SHUT) return [t(kept > OPEN ? "walk.caption.rides" : "walk.caption.rides-in-part", { n, stays }), added, shown];
  const released = shut === n ? t("walk.caption.all-let-go", { n, stays }) : t("walk.caption.some-let-go", { n: shut, all: n, stays });
  const again = answersAlike(walk, token) ? t("walk.caption.again") : "";
  return [released, added || t("walk.caption.nothing-put"), again, shown];
}

/**
 * @param {Walk} walk
 * @param {Lane[]} lanes
 * @param {Naming} naming
 */
function showing({ cell, belt }, lanes, naming) {
  const tap = cell.equations.find(({ name }) => name === belt?.shows);
  const open = mean(lanes.map(({ gate }) => gate ?? 0));
  return tap && open > OPEN ? t("walk.caption.shown", { gate: nameAlone(tap, naming), percent: percent(open) }) : "";
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
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
