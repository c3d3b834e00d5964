// What the pictures show, as tables for those who read rather than look.

import { number } from "../core/format.js";
import { element } from "./dom.js";

/**
 * @param {{head: string[], rows: (string | number | {word: string})[][]}} shown the first of each row names it; a ``word`` is the network's
 * @returns {HTMLElement[]} what stands in a table
 */
export function tableOf({ head, rows }) {
  return [
    element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
    element(
      "tbody",
      {},
      ...rows.map(([first = "", ...values]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, String(first)),
          ...values.map((value) => {
            if (typeof value === "object") return element("td", { dir: "auto", lang: "en" }, value.word);
            return element("td", { dir: "auto" }, typeof value === "number" ? number(value, 4) : value);
          }),
        ),
      ),
    ),
  ];
}
