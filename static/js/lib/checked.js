// The app looks through the text of a lesson.

import { t } from "../core/texts.js";
import { Refusal } from "./refusal.js";

/** @import { Fault, Lesson } from "../core/lessons/lesson.js" */

const NO_ANSWER = t("common.unchecked");

/**
 * @param {string} root of the app
 * @returns {(stop: AbortSignal, request: {key: string}) => Promise<{faults: Fault[], lesson: Lesson | null}>} of the text in ``key``
 */
export const checking = (root) => async (stop, { key: text }) => {
  const sent = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text }), signal: stop };
  const answer = await fetch(`${root}api/v1/lessons/check`, sent).catch(() => {
    throw new Refusal(NO_ANSWER, true);
  });
  const reply = await answer.json().catch(() => {
    throw new Refusal(NO_ANSWER, true);
  });
  if (!answer.ok) throw new Refusal(reply.detail, answer.status >= 500);
  return reply;
};
