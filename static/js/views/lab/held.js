// The gates of the units that hold what is asked for, as a table of a few numbers.

import { number } from "../../core/format.js";
import { element } from "../dom.js";

/** @typedef {{signal: string, name: string, at: (number | null)[]}} Row of one gate */

const DIGITS = 2;

/** @param {string[]} heads @param {Row[]} rows */
export function gateTable(heads, rows) {
  const head = element("tr", {}, element("td"), ...heads.map((text) => element("th", { scope: "col" }, text)));
  return [element("thead", {}, head), element("tbody", {}, ...rows.map(({ signal, name, at }) => element(
    "tr", {}, element("th", { scope: "row" }, element("var", {}, signal), " ", name), ...at.map(cell),
  )))];
}

/** As dark as the gate is open, as in the picture above. @param {number | null} value */
function cell(value) {
  const made = element("td", {}, element("span", { class: "meter", "aria-hidden": "true" }), value === null ? "–" : number(value, DIGITS));
  made.style.setProperty("--share", String(value ?? 0));
  return made;
}
