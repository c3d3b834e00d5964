// A question with its answers, as both sides of a room see it.

import { languageOf, sentenceOf, textOf } from "../../core/rooms/phrases.js";
import { rows } from "../../core/rooms/tally.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { answers } from "../../views/rooms/answers.js";
import { inOwnLanguage } from "./translating.js";

/** @import { Reads } from "../../lib/signals.js" */
/** @import { Question, Tally } from "../../core/rooms/tally.js" */

/**
 * @param {Reads<Question | null>} current
 * @param {Reads<Tally | null>} tally
 * @param {{chosen: () => number | null, canPress: (question: Question) => boolean, press: (value: number) => void}} how
 */
export function drawQuestion(current, tally, { chosen, canPress, press }) {
  const shown = inOwnLanguage(current);
  hiddenWhile(part("question"), () => !current.value);
  effect(() => void part("question").classList.toggle("covers", current.value?.revealed === false));
  phrased(part("question-text"), shown, "text");
  phrased(part("question-reveal"), shown, "said");
  hiddenWhile(part("question-reveal"), () => !current.value?.said);
  // Where a word is asked, the words of the sentence are what is pressed.
  saying(part("question-sentence"), () => sentenceOf(current.value?.words ?? []));
  hiddenWhile(part("question-sentence"), () => !current.value?.words.length || current.value.kind === "word" || current.value.revealed);
  effect(() => {
    const question = shown.value;
    if (!question) return;
    const isCounted = question.live || question.revealed;
    const held = part("answers").querySelector(":focus")?.getAttribute("data-value");
    part("answers").replaceChildren(
      answers(question.kind, rows(question, isCounted ? tally.value : null), { chosen: chosen(), isOpen: canPress(question) }),
    );
    const again = held && part("answers").querySelector(`[data-value="${held}"]`);
    if (again instanceof HTMLElement) again.focus();
  });
  part("answers").addEventListener("click", ({ target }) => {
    const value = target instanceof Element ? target.closest("[data-value]")?.getAttribute("data-value") : null;
    if (value) press(Number(value));
  });
}

/** @param {HTMLElement} place @param {Reads<Question | null>} question @param {"text" | "said"} which */
function phrased(place, question, which) {
  saying(place, () => textOf(question.value?.[which] ?? ""));
  effect(() => {
    const language = question.value && languageOf(question.value[which], question.value.language);
    if (language) place.lang = language;
    else place.removeAttribute("lang");
  });
}
