// The likeliest words, with bars as long as they are likely.

import { number } from "../core/format.js";
import { element } from "./dom.js";

/**
 * @param {Element} list
 * @param {import("../core/walk.js").Prediction[]} words
 */
export function answer(list, words) {
  list.replaceChildren(
    ...words.map(({ word, p }) => {
      const item = element("li", {}, element("span", {}, word), element("span", {}, number(p)));
      item.style.setProperty("--p", String(p));
      return item;
    }),
  );
}
