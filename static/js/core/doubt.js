// What a network knows, and what it only says out of habit: the same wherever its answers are shown.

/** @import { Prediction } from "./walk.js" */

/** @typedef {"unknown" | "habit" | "told"} Standing of an answer: not known; said without having been told; told by the text */

const KNOWN = 0.5; // of less it does not know
const FAR = 0.3; // from what it would have said before it read anything: then the text has told it

/** @param {Prediction | undefined} best */
export function isKnown(best) {
  return best !== undefined && best.p >= KNOWN;
}

/**
 * @param {Prediction | undefined} best
 * @param {Prediction | undefined} habit what it would say before it has read anything
 * @returns {Standing}
 */
export function standingOf(best, habit) {
  if (!best || !isKnown(best)) return "unknown";
  return habit && best.word === habit.word && best.p - habit.p < FAR ? "habit" : "told";
}
