// The app behind the pages.

import { t } from "../../core/texts.js";
import { Refusal } from "../refusal.js";

/** @import { Source } from "../source.js" */

/** @type {Source} */
export const app = {
  can: { cells: true, trace: true, arithmetic: true, gradients: true, ledger: true, comparison: true },
  cells: () => ask("cells"),
  trace: ({ fact, ...request }, stop) => ask("traces?numbers=packed", stop, { ...request, beliefs: fact && [fact] }),
  arithmetic: (request, stop) => ask("arithmetic", stop, request),
  gradients: (request, stop) => ask("gradients?numbers=packed", stop, request),
  ledger: (request, stop) => ask("ledgers?numbers=packed", stop, request),
  comparison: (request, stop) => ask("comparisons?numbers=packed", stop, request),
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
  const reply = await answer.json().catch(() => {
    throw new Refusal(t("common.unreadable"), true);
  });
  if (!answer.ok) throw new Refusal(reply.detail, answer.status >= 500, reply.field, reply);
  return reply;
}
