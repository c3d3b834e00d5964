// The list of lessons: how far one has come in each.

import { all } from "../lib/page.js";
import { guessesOf } from "./lessons/kept.js";

const WORDS = {
  /** @param {number} guessed @param {string} asked */
  guessed: (guessed, asked) => `${guessed} of ${asked} questions guessed`,
};

for (const one of all(document, "[data-lesson]", HTMLElement)) {
  const { lesson = "", asks = "" } = one.dataset;
  const guessed = Object.keys(guessesOf(lesson)).length;
  if (guessed) one.textContent = WORDS.guessed(Math.min(guessed, Number(asks)), asks);
}
