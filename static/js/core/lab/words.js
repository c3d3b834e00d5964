// What is said of a run while it learns and when it has ended. All texts of the controls stand here.

/** @import { Recipe } from "./lesson.js" */
/**
 * @typedef {{pass: string, step: number, layer: number, signal: string} | true} Broken
 * @typedef {{ended: "solved" | "done" | "paused" | "broken" | "gone", update: number, broken?: Broken}} Ended
 * @typedef {{update: number, budget: number, share: number | null, seconds: number, ended: Ended | null, isLearning: boolean}} Standing
 */

export const SAID = {
  ready: "Ready. Press Run.",
  loading: "Loading the sequences …",
  wrongCell: "The cell has an error, so it cannot run. See “The cell” below.",
  solved: (/** @type {number} */ update, /** @type {string} */ seconds) => `Solved after ${count(update)} updates, ${seconds} s.`,
  done: (/** @type {number} */ update) => `The budget of ${count(update)} updates is used up. Press Run to go on.`,
  paused: (/** @type {number} */ update) => `Paused after ${count(update)} updates.`,
  gone: (/** @type {number} */ update) => `The engine stopped after ${count(update)} updates. Press Run to go on from its last mark.`,
  learning: (/** @type {number} */ update, /** @type {number} */ budget) => `Update ${count(update)} of ${count(budget)}`,
};

/** @param {number} value */
export const count = (value) => value.toLocaleString("en");

/** @param {number} share */
export const percent = (share) => `${(100 * share).toFixed(share > 0.99 && share < 1 ? 1 : 0)} %`;

/** @param {Standing} standing */
export function standingInWords({ update, budget, seconds, ended, isLearning }) {
  if (isLearning) return SAID.learning(update, budget);
  if (!ended) return SAID.ready;
  if (ended.ended === "broken") return brokenInWords(ended);
  if (ended.ended === "gone") return SAID.gone(update);
  if (ended.ended === "solved") return SAID.solved(update, seconds.toFixed(1));
  return ended.ended === "done" ? SAID.done(update) : SAID.paused(update);
}

/** @param {Ended} ended */
export function brokenInWords({ update, broken }) {
  const when = `It exploded at update ${count(update + 1)}`;
  if (!broken || broken === true) return `${when}: a gradient became too large to be a number. Lower the learning rate, or start over.`;
  const way = broken.pass === "forward" ? "on the way forward" : "on the way back";
  return `${when}, step ${broken.step + 1} of a sequence, ${way}: ${broken.signal} became too large to be a number. `
    + "A state that grows at every step needs something that keeps it small.";
}

/**
 * How far off its numbers are, beside simple rules.
 * @param {number} off the mean square, in deviations
 * @param {Record<string, number>} rules
 */
export function besideRules(off, rules) {
  const told = Object.entries(rules).map(([name, one]) => `${name} ${one.toPrecision(2)}`);
  return told.length ? `Mean squared error on what it has not seen: network ${off.toPrecision(2)}; ${told.join("; ")}.` : "";
}

/** @param {Recipe} recipe */
export function goalInWords({ until, by }) {
  if (until > 1) return "";
  return by === "sequences"
    ? `Solved when ${percent(until)} of the unseen sequences are right.`
    : `Solved when ${percent(until)} of the unseen answers are right.`;
}
