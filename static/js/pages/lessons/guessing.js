// A step as it is read: what it says, what it asks, and once somebody has guessed, what came out.

import { listed } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { all, elementAt, part } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";
import { choices, mark, outcome, paragraphs } from "../../views/lessons/step.js";
import { settle } from "./state.js";

/** @import { Step } from "../../core/lessons/lesson.js" */
/** @import { Taken } from "./state.js" */

/** @param {Taken} state */
export function guessing(state) {
  const { step, question, guess, picked, isOpen } = state;
  const [form, place] = [part("guess"), part("choices")];
  saying(part("step-title"), () => step.value?.title ?? "");
  const hint = computed(() => hintOf(step.value, isOpen.value));
  saying(part("look-at"), () => hint.value);
  hiddenWhile(part("look-at"), () => !hint.value);
  saying(part("ask"), () => question.value?.ask ?? "");
  hiddenWhile(form, () => question.value === null);
  hiddenWhile(part("reveal"), () => guess.value !== null);
  effect(() => part("says").replaceChildren(...paragraphs(step.value?.say ?? [])));
  effect(() => {
    picked.value = guess.value;
    place.replaceChildren(...(question.value ? choices(question.value) : []));
  });
  effect(() => {
    if (question.value) mark(place, question.value, guess.value);
  });
  effect(() => {
    void question.value; // the boxes are others then
    for (const box of all(place, "input", HTMLInputElement)) box.checked = Number(box.value) === picked.value;
    elementAt(form, "#reveal", HTMLButtonElement).disabled = picked.value === null;
  });
  effect(() => {
    const shown = question.value && guess.value !== null ? outcome(question.value, guess.value) : [];
    part("revealed").replaceChildren(...shown);
    if (shown.length) part("revealed").scrollIntoView({ block: "nearest" });
  });
  place.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) picked.value = Number(target.value);
    part("reveal").scrollIntoView({ block: "nearest" });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle(state);
  });
}

/** @param {Step | null} step @param {boolean} isVeiled */
function hintOf(step, isVeiled) {
  if (isVeiled) return t("lessons.veiled");
  if (!step?.look.length) return "";
  const parts = step.look.map(({ part }) => t(`lessons.part.${part.replaceAll(" ", "-")}`));
  return t("lessons.look", { parts: listed(parts) });
}
