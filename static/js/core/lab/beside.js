// Runs side by side: networks that learn from the same sequences and begin from the same seed, and differ in one thing.

/** @import { Recipe, Starter } from "./lesson.js" */
/**
 * @typedef {{title: string, text: string, changes: Partial<Recipe>, tone: number}} Spec of one run
 * @typedef {{name: string, title: string, runs: {title: string, cell?: string, changes?: Partial<Recipe>}[]}} Beside ``cell``: none is
 *   the student's own
 */

const TONES = [2, 1, 4, 7];

/** @type {Beside[]} */
export const BESIDE = [
  { name: "", title: "nothing", runs: [{ title: "" }] },
  { name: "lstm", title: "the LSTM", runs: [{ title: "" }, { title: "LSTM", cell: "lstm" }] },
  { name: "rnn", title: "a plain RNN", runs: [{ title: "" }, { title: "Plain RNN", cell: "rnn" }] },
  { name: "no_forget", title: "an LSTM without a forget gate", runs: [{ title: "" }, { title: "Without a forget gate", cell: "lstm_1997" }] },
  {
    name: "bias", title: "forget bias 0 and 1",
    runs: [{ title: "Forget bias 0", changes: { forget: 0 } }, { title: "Forget bias 1", changes: { forget: 1 } }],
  },
  {
    name: "four", title: "RNN, GRU and LSTM",
    runs: [{ title: "" }, { title: "Plain RNN", cell: "rnn" }, { title: "GRU", cell: "gru" }, { title: "LSTM", cell: "lstm" }],
  },
];

/**
 * @param {string} name of what stands beside
 * @param {{title: string, text: string}} own
 * @param {Starter[]} starters
 * @returns {Spec[]}
 */
export function specsOf(name, own, starters) {
  const { runs } = BESIDE.find((one) => one.name === name) ?? /** @type {Beside} */ (BESIDE[0]);
  return runs.map(({ title, cell, changes = {} }, n) => ({
    title: title || own.title,
    text: starters.find((one) => one.name === cell)?.text ?? own.text,
    changes,
    tone: TONES[n] ?? 1,
  }));
}
