// Settings with which learning goes wrong, and what is to be seen then.

import { t } from "../texts.js";

/** @import { Recipe, Values } from "./lesson.js" */
/**
 * @typedef {{name: string, title: string, says: string, task: string, cell: string, values: Values, changes: Partial<Recipe>}} Failure
 */

/** @type {Failure[]} */
export const FAILURES = [
  {
    name: "rate", title: t("lab.failure.rate"), task: "india", cell: "lstm", values: {}, changes: { rate: 1, updates: 200 },
    says: t("lab.failure.rate.says"),
  },
  {
    name: "gap", title: t("lab.failure.gap"), task: "order", cell: "rnn", values: { length: 100 }, changes: { rate: 0.005, updates: 600 },
    says: t("lab.failure.gap.says"),
  },
  {
    name: "forget", title: t("lab.failure.forget"), task: "reber_stream", cell: "lstm_1997", values: {}, changes: { updates: 200 },
    says: t("lab.failure.forget.says"),
  },
  {
    name: "shut", title: t("lab.failure.shut"), task: "order", cell: "lstm", values: {}, changes: { forget: -6, updates: 400 },
    says: t("lab.failure.shut.says"),
  },
];
