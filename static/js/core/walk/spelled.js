// A name is shown as the sentence has it: a network may know "rex" where somebody writes "Rex".

/** @import { Prediction, Trace } from "../walk.js" */

const NAME = /^\p{Lu}\p{Ll}+$/u;
const ENDS = /^[.!?]$/;

/**
 * What begins a sentence has a capital letter in any case, and tells nothing.
 * @param {Trace} trace
 * @returns {Trace}
 */
export function spelled(trace) {
  const { tokens, predictions, blanks, memory } = trace;
  const names = new Map(
    tokens.flatMap(({ text }, n) => (n > 0 && NAME.test(text) && !ENDS.test(tokens[n - 1]?.text ?? "") ? [[text.toLowerCase(), text]] : [])),
  );
  if (!names.size) return trace;
  /** @param {Prediction[]} words */
  const all = (words) => words.map(({ word, p }) => ({ word: names.get(word) ?? word, p }));
  return {
    ...trace,
    predictions: predictions.map(all),
    blanks: blanks.map((blank) => ({ ...blank, words: all(blank.words) })),
    memory: memory.map((one) => ({ ...one, belief: one.belief?.map(all) ?? null, prior: all(one.prior ?? []) })),
  };
}
