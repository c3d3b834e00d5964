// What the changes make of the answer, in words; and why one of them makes nothing.

import { number } from "../format.js";

/** @import { Walk } from "../walk.js" */
/** @import { Change } from "./changes.js" */

/**
 * Where the walk leads.
 * @param {Walk} walk
 * @param {Walk | null} original without the changes; null where none of them applies
 */
export function effectOf(walk, original) {
  if (!original) return "Nothing is changed here.";
  const at = original.destination;
  const [is, was] = [walk, original].map((one) => one.expected(at).words[0]);
  if (!is || !was) return "";
  const { blank } = original.expected(at);
  if (walk.expected(at).blank !== blank) return blank ? "The blank is filled: there is no answer to be compared." : "";
  const where = blank ? "In the blank" : "At the end";
  const same = is.word === was.word ? "The answer stays" : "The answer is another one";
  const shown = "Rings, marks, dotted lines and the lower strip show how it was.";
  return `${same}. ${where} it says ${is.word} (${number(is.p)}); without the change, ${was.word} (${number(was.p)}). ${shown}`;
}

/**
 * @param {Change} change
 * @param {Walk} base
 */
export function whyIdle(change, base) {
  if (change.kind === "hold" && !Object.hasOwn(base.signals, change.signal)) return `this cell has no ${change.signal}`;
  return "this walk has no such place";
}
