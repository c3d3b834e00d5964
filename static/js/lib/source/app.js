// The app behind the pages.

import { t } from "../../core/texts.js";
import { Refusal } from "../refusal.js";

/** @import { Source } from "../source.js" */

/** @type {Source} */
export const app = {
  can: { cells: true, trace: true, arithmetic: true, gradients: true, ledger: true, comparison: true },
  cells: () => ask("cells"),
  trace: ({ fact, ...asked }, stop) => ask("traces?numbers=packed", stop, { ...asked, beliefs: fact && [fact] }),
  arithmetic: (asked, stop) => ask("arithmetic", stop, asked),
  gradients: (asked, stop) => ask("gradients?numbers=packed", stop, asked),
  ledger: (asked, stop) => ask("ledgers?numbers=packed", stop, asked),
  comparison: (asked, stop) => ask("comparisons?numbers=packed", stop, asked),
};

/**
 * @param {string} path from the page, which lies where the first one does
 * @param {AbortSignal} [stop]
 * @param {object} [body]
 * @returns {Promise<any>}
 */
export async function ask(path, stop, body) {
  const sent = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`api/v1/${path}`, { ...sent, signal: stop }).catch(() => {
    throw new Refusal(t("common.no-answer"), true);
  });
  const told = await answer.json().catch(() => {
    throw new Refusal(t("common.unreadable"), true);
  });
  if (!answer.ok) throw new Refusal(told.detail, answer.status >= 500, told.field, told);
  return told;
}
