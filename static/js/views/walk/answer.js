// The likeliest words, with bars as long as they are likely; and the words that one may guess before they are shown.

import { percent, short } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { UNSURE } from "../../core/walk/guess.js";
import { element } from "../dom.js";

/** @import { Prediction } from "../../core/walk.js" */

const LONG = 24; // characters of a word: one that is longer would widen the page

/**
 * @param {Prediction[]} words
 * @param {(word: string) => string} does what a press on one of them does, in words; "" where there is nothing to be done
 * @param {Prediction} [was] what was likeliest without the changes
 */
export function answer(words, does, was) {
  return [
    ...words.map(({ word, p }) => {
      const inner = [element("span", { lang: "en" }, short(word, LONG)), element("span", {}, percent(p))];
      const item = element("li", {}, ...(does(word) ? [element("button", { type: "button", "data-word": word, title: does(word) }, ...inner)] : inner));
      item.style.setProperty("--p", String(p));
      return item;
    }),
    ...(was ? [element("li", { class: "ghost" }, element("span", {}, t("walk.answer.before", { word: was.word })), element("span", {}, percent(was.p)))] : []),
  ];
}

/** @param {string[]} words */
export function guesses(words) {
  return words.map((word) =>
    element("li", { class: "guess" }, element("button", { type: "button", class: "slim", "data-guess": word }, word === UNSURE ? t("walk.answer.unsure") : word)),
  );
}
