// A table of what the gates do: a row for each unit, a column for each gate and for the candidate.

import { number } from "../core/format.js";
import { decides, gatesOf, isSigned, nameOf, shortened } from "../core/parts.js";
import { element } from "./dom.js";

/**
 * @param {HTMLTableElement} table
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {import("../core/parts.js").Naming} naming
 * @param {(unit: number, signal: string) => void} choose
 */
export function gatesTable(table, walk, units, naming, choose) {
  const equations = gatesOf(walk.cell);
  const head = equations.map((equation) => {
    const attributes = { scope: "col", title: decides(equation), "data-signal": equation.name };
    return element("th", attributes, element("var", {}, equation.name), element("small", {}, shortened(nameOf(equation, naming))));
  });
  const rows = units.map((unit) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, String(unit)),
      ...equations.map((equation) => {
        const button = element("button", { type: "button" });
        button.addEventListener("click", () => choose(unit, equation.name));
        return element("td", { class: isSigned(equation) ? "signed" : "gate", "data-signal": equation.name }, button);
      }),
    ),
  );
  if (!equations.length) return table.replaceChildren(element("caption", {}, "This cell has no gates: nothing stands between the old values and the new ones."));
  table.replaceChildren(
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "unit"), ...head)),
    element("tbody", {}, ...rows),
  );
}

/**
 * Writes the values of a token into the table, and marks where they were without the changes.
 * @param {HTMLTableElement} table
 * @param {import("../core/walk.js").Walk} walk
 * @param {import("../core/walk.js").Walk | null} original
 * @param {number[]} units
 * @param {number} token
 */
export function fillGates(table, walk, original, units, token) {
  const names = gatesOf(walk.cell).map(({ name }) => name);
  const rows = table.tBodies[0]?.rows ?? [];
  units.forEach((unit, n) => {
    names.forEach((name, column) => {
      const place = rows[n]?.cells[column + 1];
      if (!place?.firstElementChild) return;
      const value = walk.signal(name).at(token, unit);
      const was = original?.signal(name).at(token, unit) ?? value;
      const changed = Math.abs(value - was) >= 0.005;
      place.firstElementChild.textContent = number(value);
      place.style.setProperty("--value", value.toFixed(4));
      place.style.setProperty("--was", was.toFixed(4));
      place.classList.toggle("changed", changed);
      place.title = changed ? `It was ${number(was)}.` : "";
    });
  });
}

/**
 * @param {HTMLTableElement} table
 * @param {number[]} units
 * @param {number} unit
 */
export function markUnit(table, units, unit) {
  [...(table.tBodies[0]?.rows ?? [])].forEach((row, n) => row.classList.toggle("chosen", units[n] === unit));
}
