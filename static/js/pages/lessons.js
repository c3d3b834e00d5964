// The list of lessons: how far one has come in each.

import { t } from "../core/texts.js";
import { all } from "../lib/page.js";
import { guessesOf } from "./lessons/kept.js";

for (const one of all(document, "[data-lesson]", HTMLElement)) {
  const lesson = one.dataset.lesson ?? "";
  const n = Number(one.dataset.asks);
  const guessed = Object.keys(guessesOf(lesson)).length;
  if (guessed) one.textContent = t("lessons.guessed", { guessed: Math.min(guessed, n), n });
}
