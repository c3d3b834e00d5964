// What the pictures show, as tables for those who read rather than look.

import { number } from "../core/format.js";
import { element } from "./dom.js";

/**
 * The lanes of the belt at one token.
 * @param {HTMLTableElement} table
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {number} token
 */
export function laneTable(table, walk, units, token) {
  const { state, belt, cell } = walk;
  const head = ["unit", `${state}′, the old value`];
  if (belt) head.push(`${belt.keeps.text}, the share that stays`, "falls off");
  head.push(belt ? `${belt.puts.map(({ text }) => text).join(" + ")}, put on` : "made anew", `${state}, the new value`);
  if (belt?.shows) head.push(`${belt.shows}, the share that is shown`, `${cell.output}, what is shown`);
  const rows = units.map((unit) => {
    const { before, keep, removed, put, after, gate, shown } = walk.lane(token, unit);
    return [unit, before, ...(belt ? [keep, removed] : []), put, after, ...(gate === null ? [] : [gate, shown])];
  });
  tableOf(table, head, rows);
}

/**
 * One signal of some units over the whole sentence.
 * @param {HTMLTableElement} table
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {string} signal
 */
export function signalTable(table, walk, units, signal) {
  const grid = walk.signal(signal);
  const head = ["word", ...units.map((unit) => `unit ${unit}`)];
  tableOf(table, head, walk.tokens.map(({ text }, token) => [text, ...units.map((unit) => grid.at(token, unit))]));
}

/**
 * @param {HTMLTableElement} table
 * @param {string[]} head
 * @param {(string | number)[][]} rows the first of each names the row
 */
export function tableOf(table, head, rows) {
  table.replaceChildren(
    element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
    element(
      "tbody",
      {},
      ...rows.map(([first = "", ...values]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, String(first)),
          ...values.map((value) => element("td", { dir: "auto" }, typeof value === "number" ? number(value, 4) : value)),
        ),
      ),
    ),
  );
}
