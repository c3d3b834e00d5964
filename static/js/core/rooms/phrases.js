// What a question says: what the app has written goes to every screen as the id of a text with what fills it, and is said there in
// the language of that page; what a teacher has written by hand stays as it is.

import { percent } from "../format.js";
import { t } from "../texts.js";

/**
 * @typedef {{id: string, slots: Record<string, string | number>}} Named ``percent`` of its slots is a share, from 0 to 1
 * @typedef {string | Named} Phrase
 */

/** @param {string} id @param {Record<string, string | number>} [slots] @returns {Named} */
export const phrase = (id, slots = {}) => ({ id: `rooms.ready.${id}`, slots });

/** @param {Phrase} phrase */
export function textOf(phrase) {
  if (typeof phrase === "string") return phrase;
  const { percent: share, ...slots } = phrase.slots;
  return t(phrase.id, typeof share === "number" ? { ...slots, percent: percent(share) } : slots);
}

/** The language of it where that is not the page's. @param {Phrase} phrase @param {string} written of what stands there as text */
export const languageOf = (phrase, written) => (typeof phrase === "string" && phrase ? written : "");

/** Words as a sentence is written. @param {readonly string[]} words */
export const sentenceOf = (words) => words.join(" ").replace(/ (?=[.,;:!?])/g, "");
