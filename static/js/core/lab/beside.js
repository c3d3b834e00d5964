// Runs side by side: networks that learn from the same sequences and begin from the same seed, and differ in one thing.

import { t } from "../texts.js";

/** @import { Recipe, Starter } from "./lesson.js" */
/**
 * @typedef {{title: string, text: string, changes: Partial<Recipe>, tone: number}} Spec of one run
 * @typedef {{name: string, title: string, runs: {title: string, cell?: string, changes?: Partial<Recipe>}[]}} Beside ``cell``: none is
 *   the student's own
 */

const TONES = [2, 1, 4, 7];

/** @type {Beside[]} */
export const BESIDE = [
  { name: "", title: t("common.nothing"), runs: [{ title: "" }] },
  { name: "lstm", title: t("lab.beside.lstm"), runs: [{ title: "" }, { title: t("cells.lstm.title"), cell: "lstm" }] },
  { name: "rnn", title: t("lab.beside.rnn"), runs: [{ title: "" }, { title: t("cells.rnn.title"), cell: "rnn" }] },
  {
    name: "no_forget", title: t("lab.beside.no-forget"),
    runs: [{ title: "" }, { title: t("lab.beside.run.no-forget"), cell: "lstm_1997" }],
  },
  {
    name: "bias", title: t("lab.beside.bias"),
    runs: [{ title: t("lab.beside.run.bias-0"), changes: { forget: 0 } }, { title: t("lab.beside.run.bias-1"), changes: { forget: 1 } }],
  },
  {
    name: "three", title: t("lab.beside.three"),
    runs: [
      { title: "" },
      { title: t("cells.rnn.title"), cell: "rnn" },
      { title: t("cells.gru.title"), cell: "gru" },
      { title: t("cells.lstm.title"), cell: "lstm" },
    ],
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
