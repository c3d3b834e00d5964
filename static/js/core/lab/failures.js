// Settings with which learning goes wrong, and what is to be seen then.

/** @import { Recipe, Values } from "./lesson.js" */
/**
 * @typedef {{name: string, title: string, says: string, task: string, cell: string, values: Values, changes: Partial<Recipe>}} Failure
 */

/** @type {Failure[]} */
export const FAILURES = [
  {
    name: "rate", title: "Learning rate too high", task: "india", cell: "lstm", values: {}, changes: { rate: 1, updates: 200 },
    says: "Each update steps over the valley: the loss jumps, and the answers stay at chance. Look at the gates: most stick, open or shut, whatever is read.",
  },
  {
    name: "gap", title: "Gap too long for a plain RNN", task: "order", cell: "rnn", values: { length: 100 }, changes: { rate: 0.005, updates: 600 },
    says: "The first mark is some 80 letters old when the answer is due. On the way back to it the gradient vanishes, so the share right stays near one in four. Slow down an update to see it.",
  },
  {
    name: "forget", title: "No forget gate", task: "reber_stream", cell: "lstm_1997", values: {}, changes: { updates: 200 },
    says: "Nothing empties the memory where a string ends. Look at the cell state: it grows from left to right.",
  },
  {
    name: "shut", title: "Forget gates shut at the start", task: "order", cell: "lstm", values: {}, changes: { forget: -6, updates: 400 },
    says: "Shut gates let nothing through to the end, so no gradient comes back to open them. Look at the forget gate: it stays pale.",
  },
];
