// The likeliest words, with bars as long as they are likely.

import { probability } from "../core/format.js";

/**
 * @param {Element} list
 * @param {import("../core/walk.js").Prediction[]} words
 */
export function answer(list, words) {
  list.replaceChildren(
    ...words.map(({ word, p }) => {
      const item = document.createElement("li");
      item.style.setProperty("--p", String(p));
      const name = document.createElement("span");
      name.textContent = word;
      const number = document.createElement("span");
      number.textContent = probability(p);
      item.append(name, number);
      return item;
    }),
  );
}
