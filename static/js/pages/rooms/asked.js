// A question with its answers, as both sides of a room see it.

import { rows } from "../../core/rooms/tally.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { answers } from "../../views/rooms/answers.js";

/** @import { Reads } from "../../lib/signals.js" */
/** @import { Question, Tally } from "../../core/rooms/tally.js" */

/**
 * @param {Reads<Question | null>} asked
 * @param {Reads<Tally | null>} tally
 * @param {{chosen: () => number | null, canPress: (question: Question) => boolean, press: (value: number) => void}} how
 */
export function drawAsked(asked, tally, { chosen, canPress, press }) {
  hiddenWhile(part("question"), () => !asked.value);
  effect(() => void part("question").classList.toggle("covers", asked.value?.revealed === false));
  saying(part("asked"), () => asked.value?.text ?? "");
  saying(part("told"), () => asked.value?.said ?? "");
  hiddenWhile(part("told"), () => !asked.value?.said);
  effect(() => {
    const question = asked.value;
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
