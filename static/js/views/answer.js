// The likeliest words, with bars as long as they are likely.

import { number } from "../core/format.js";
import { element } from "./dom.js";

/**
 * @param {Element} list
 * @param {import("../core/walk.js").Prediction[]} words
 * @param {import("../core/walk.js").Prediction} [was] what was likeliest without the changes
 */
export function answer(list, words, was) {
  list.replaceChildren(
    ...words.map(({ word, p }) => {
      const item = element("li", {}, element("span", {}, word), element("span", {}, number(p)));
      item.style.setProperty("--p", String(p));
      return item;
    }),
    ...(was ? [element("li", { class: "ghost" }, element("span", {}, `without the change: ${was.word}`), element("span", {}, number(was.p)))] : []),
  );
}
