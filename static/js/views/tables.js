// What the pictures show, as tables for those who read rather than look.

import { number } from "../core/format.js";
import { element } from "./dom.js";

/** @import { Table, Value } from "../core/table.js" */

/**
 * @param {Table} shown
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
          place("th", typeof first === "number" ? String(first) : first, { scope: "row" }),
          ...values.map((value) => place("td", value)),
        ),
      ),
    ),
  ];
}

/**
 * @param {"th" | "td"} tag
 * @param {Value} value
 * @param {Record<string, string>} attributes
 */
function place(tag, value, attributes = {}) {
  if (typeof value === "object") return element(tag, { ...attributes, dir: "auto", lang: "en" }, value.word);
  return element(tag, { ...attributes, dir: "auto" }, typeof value === "number" ? number(value, 4) : value);
}
