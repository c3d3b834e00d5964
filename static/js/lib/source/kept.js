// A page that was taken away: it has its one walk, and no app that could answer anything else.

import { t } from "../../core/texts.js";
import { Refusal } from "../refusal.js";

/** @import { Source } from "../source.js" */

/** @param {string} text */
const refuses = (text) => () => Promise.reject(new Refusal(text));
const WHY = t("common.offline");

/** @type {Source} */
export const kept = {
  can: { cells: false, trace: false, arithmetic: false, gradients: false, ledger: false, comparison: false },
  cells: refuses(WHY),
  trace: refuses(WHY),
  arithmetic: refuses(t("common.offline.arithmetic")),
  gradients: refuses(WHY),
  ledger: refuses(WHY),
  comparison: refuses(WHY),
};
