// One number, opened: its equation in symbols, the same with numbers, and its terms by size.

import { number } from "../../core/format.js";
import { pointed, t } from "../../core/texts.js";
import { parts, signOf, signsIn } from "../../core/walk/terms.js";
import { element } from "../dom.js";

/** @import { Cell, Equation } from "../../core/walk.js" */
/** @import { Arithmetic } from "../../core/walk/terms.js" */

/**
 * @param {Equation} equation
 * @param {Arithmetic} arithmetic
 * @param {Cell} cell
 * @param {string} heard at this step, in words
 */
export function formula(equation, arithmetic, cell, heard) {
  const terms = parts(arithmetic, cell, heard);
  const most = Math.max(...terms.map(({ value }) => Math.abs(value)), 1e-9);
  let sum = 0;
  const rows = terms.map(({ name, value }) => {
    sum += value;
    const bar = element("td", { class: value < 0 ? "term minus" : "term plus" }, element("span", {}));
    bar.style.setProperty("--share", (Math.abs(value) / most).toFixed(4));
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, number(value, 4)), bar, element("td", { class: "running" }, number(sum, 4)));
  });
  const { function: activation, total, result } = arithmetic;
  const last = activation
    ? [total_row(t("walk-more.term.sum"), total), total_row(t("walk-more.term.of-the-sum", { function: signOf(activation) }), result)]
    : [total_row(t("walk-more.term.sum"), total)];
  return [
    math(equation.mathml),
    ...broken(math(arithmetic.formula)),
    element(
      "table",
      { class: "terms" },
      element(
        "thead",
        {},
        element("tr", {}, ...[t("walk-more.term.from"), t("walk-more.term.value"), t("walk-more.term.size"), t("walk-more.term.added-up")].map((head) => element("th", { scope: "col" }, head))),
      ),
      element("tbody", {}, ...rows, ...last),
    ),
    ...signsIn(equation.mathml).map((sign) => element("p", { class: "small soft" }, t(`walk-more.sign.${sign}`))),
  ];
}

/** Each "=" but the first begins a line of its own: beside the belt there is no room for a long one. @param {HTMLElement} whole */
function broken(whole) {
  const row = whole.querySelector("math > mrow");
  const starts = [...(row?.children ?? [])].filter(({ localName, textContent }) => localName === "mo" && textContent === "=").slice(1);
  const lines = starts.reverse().map((start) => {
    const line = /** @type {HTMLElement} */ (whole.cloneNode(true));
    const rest = [...(row?.children ?? [])];
    line.querySelector("math > mrow")?.replaceChildren(...rest.slice(rest.indexOf(start)));
    return line;
  });
  return [whole, ...lines.reverse()];
}

/**
 * @param {string} name
 * @param {number} value
 */
function total_row(name, value) {
  return element("tr", { class: "total" }, element("th", { scope: "row" }, name), element("td", {}, number(value, 4)), element("td", {}), element("td", {}));
}

/**
 * Marks the terms up to a row as counted.
 * @param {Element[]} rows
 * @param {number} row -1 for none
 */
export function countUp(rows, row) {
  rows.forEach((one, n) => {
    one.classList.toggle("counted", n < row);
    one.classList.toggle("counting", n === row);
  });
}

/** @param {string} mathml as the app made it, of its own equations; its numbers have the point of programs */
export function math(mathml) {
  const parsed = new DOMParser().parseFromString(mathml, "application/xml").documentElement;
  for (const number of parsed.querySelectorAll("mn")) number.textContent = pointed(number.textContent ?? "");
  return element("div", { class: "math", dir: "ltr" }, document.importNode(parsed, true));
}
