// What can be asked instead, as sentences to press.

import { element } from "../dom.js";

/** @import { Suggestion } from "../../core/walk/suggested.js" */

/** @param {Suggestion[]} suggestions */
export function suggestionList(suggestions) {
  return suggestions.map(({ sentence, shown }) => {
    const button = element("button", { type: "button", class: "slim", "data-sentence": sentence, title: sentence, dir: "auto", lang: "en" }, shown);
    return element("li", {}, button);
  });
}
