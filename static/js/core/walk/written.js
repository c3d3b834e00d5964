// The words that were written by a press, into a blank or after another word, and how each of them is taken back.

import { quoted } from "../format.js";
import { t } from "../texts.js";

/**
 * ``before``: the sentence without it; ``token``: where one was; ``after``: the word that it follows, null in a blank; ``changes``: how
 * many there were when it was written
 * @typedef {{before: string, token: number, word: string, after: string | null, changes: number}} Written
 * @typedef {ReadonlyMap<string, Written>} AllWritten by the sentence that has come of it
 */

/**
 * What is taken back next, if it is a word.
 * @param {AllWritten} all
 * @param {{sentence: string, changes: readonly unknown[]}} request
 */
export function lastWritten(all, { sentence, changes }) {
  const last = all.get(sentence);
  return last && changes.length <= last.changes ? last : null;
}

/**
 * The first of them, with the sentence before it and where one was there.
 * @param {AllWritten} all
 * @param {string} sentence
 */
export function unwritten(all, sentence) {
  let first = null;
  for (let last = all.get(sentence); last; last = all.get(last.before)) first = last; // each is longer than the one before, or has a blank less
  return first;
}

/** @param {Written} written */
export function writtenInWords({ word, after }) {
  return after === null ? t("walk.written.put", { word: quoted(word) }) : t("walk.written.after", { word: quoted(word), after: quoted(after) });
}
