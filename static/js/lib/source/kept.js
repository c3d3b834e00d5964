// A page that was taken away: it has its one walk, and no app that could answer anything else.

import { Refusal } from "../refusal.js";

/** @import { Source } from "../source.js" */

/** @param {string} text */
const refuses = (text) => () => Promise.reject(new Refusal(text));
const WHY = "For this the app must be running.";

/** @type {Source} */
export const kept = {
  can: { cells: false, trace: false, arithmetic: false, gradients: false, ledger: false, comparison: false },
  cells: refuses(WHY),
  trace: refuses(WHY),
  arithmetic: refuses("To open a number into its terms, the app must be running."),
  gradients: refuses(WHY),
  ledger: refuses(WHY),
  comparison: refuses(WHY),
};
