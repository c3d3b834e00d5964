// A table of what the gates do: a row for each unit, a column for each gate and for the candidate.

import { number } from "../core/format.js";
import { decides, gatesOf, isSigned, nameOf } from "../core/parts.js";
import { element } from "./dom.js";

/**
 * @param {HTMLTableElement} table
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {import("../core/parts.js").Naming} naming
 */
export function gatesTable(table, walk, units, naming) {
  const equations = gatesOf(walk.cell);
  const head = equations.map((equation) =>
    element("th", { scope: "col", title: decides(equation) }, element("var", {}, equation.name), element("small", {}, nameOf(equation, naming))),
  );
  const rows = units.map((unit) =>
    element("tr", {}, element("th", { scope: "row" }, String(unit)), ...equations.map((equation) => cell(isSigned(equation)))),
  );
  table.replaceChildren(
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "unit"), ...head)),
    element("tbody", {}, ...rows),
  );
}

/** @param {boolean} signed */
function cell(signed) {
  return element("td", { class: signed ? "signed" : "gate" }, element("span", {}));
}

/**
 * Writes the values of a token into the table.
 * @param {HTMLTableElement} table
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {number} token
 */
export function fillGates(table, walk, units, token) {
  const signals = gatesOf(walk.cell).map(({ name }) => walk.signal(name));
  const rows = table.tBodies[0]?.rows ?? [];
  units.forEach((unit, n) => {
    signals.forEach((signal, column) => {
      const place = rows[n]?.cells[column + 1];
      if (!place?.firstElementChild) return;
      const value = signal.at(token, unit);
      place.firstElementChild.textContent = number(value);
      place.style.setProperty("--value", value.toFixed(4));
    });
  });
}
