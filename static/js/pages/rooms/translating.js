// A question of a lesson that comes in another language than the page's: where the lesson is there in that too, it is asked in it.

import { language, t } from "../../core/texts.js";
import { translated } from "../../core/rooms/translated.js";
import { answered } from "../../lib/answered.js";
import { Refusal } from "../../lib/refusal.js";
import { computed } from "../../lib/signals.js";
import { browser } from "../../rooms/world.js";

/** @import { Reads } from "../../lib/signals.js" */
/** @import { Question } from "../../core/rooms/tally.js" */
/** @import { Lesson } from "../../core/rooms/translated.js" */

/** @param {Reads<Question | null>} current @returns {Reads<Question | null>} */
export function inOwnLanguage(current) {
  const wanted = () => {
    const { lesson = null, language: its, revealed } = current.value ?? {};
    return lesson && its !== language ? { key: `${lesson.name} ${revealed}`, name: lesson.name, revealed } : null;
  };
  const fetched = answered(wanted, lessonOf);
  return computed(() => {
    const [question, lesson] = [current.value, fetched.value?.answer?.lesson];
    return question && lesson && wanted()?.key === fetched.value?.request.key ? translated(question, lesson, language) : question;
  });
}

/** @param {AbortSignal} _ @param {{name: string, revealed?: boolean}} wanted @returns {Promise<{lesson: Lesson | null}>} */
async function lessonOf(_, { name, revealed }) {
  const all = await replyAt("api/v1/lessons");
  const isThere = all?.some?.((/** @type {{name: string, language: string}} */ one) => one.name === name && one.language === language);
  return { lesson: isThere ? await replyAt(`api/v1/lessons/${name}?key=${revealed ? 1 : 0}`, 20) : null };
}

/** What is there; where no answer came, nobody knows, and it is asked again. @param {string} address @param {number} [seconds] */
async function replyAt(address, seconds) {
  const { status, reply } = await browser().ask(address, undefined, seconds);
  if (status === 0) throw new Refusal(t("common.no-answer"), true);
  return status === 200 ? reply : null;
}
