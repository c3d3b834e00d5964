// The likeliest words, with bars as long as they are likely.

import { number } from "../../core/format.js";
import { element } from "../dom.js";

/** @import { Prediction } from "../../core/walk.js" */

/**
 * @param {Prediction[]} words
 * @param {Prediction} [was] what was likeliest without the changes
 */
export function answer(words, was) {
  return [
    ...words.map(({ word, p }) => {
      const item = element("li", {}, element("span", {}, word), element("span", {}, number(p)));
      item.style.setProperty("--p", String(p));
      return item;
    }),
    ...(was ? [element("li", { class: "ghost" }, element("span", {}, `without the change: ${was.word}`), element("span", {}, number(was.p)))] : []),
  ];
}
