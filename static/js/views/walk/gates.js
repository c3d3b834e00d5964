// A table of what the gates do: a row for each unit, a column for each gate and for the candidate.

import { number, SEEN } from "../../core/format.js";
import { decides, gatesOf, isSigned, nameAlone, shortName } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Naming } from "../../core/parts.js" */
/** @import { Walk } from "../../core/walk.js" */

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {Naming} naming
 * @returns {HTMLElement[]} what stands in the table, its rows in the last; a button names the unit and the signal that it opens
 */
export function gatesTable(walk, units, naming) {
  const equations = gatesOf(walk.cell);
  if (!equations.length) return [element("caption", {}, t("walk.gates.none"))];
  const head = equations.map((equation) => {
    const attributes = { scope: "col", title: decides(equation), "data-signal": equation.name };
    return element("th", attributes, element("var", {}, equation.name), element("small", {}, shortName(equation, naming)));
  });
  const rows = units.map((unit) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, String(unit)),
      ...equations.map((equation) => {
        const button = element("button", { type: "button", "data-unit": String(unit), "data-opens": equation.name });
        return element("td", { class: isSigned(equation) ? "signed" : "gate", "data-signal": equation.name }, button);
      }),
    ),
  );
  return [element("thead", {}, element("tr", {}, element("th", { scope: "col", title: t("walk.gates.unit.means") }, t("walk.gates.unit")), ...head)), element("tbody", {}, ...rows)];
}

/**
 * Writes the values of a token into the table, and marks where they were without the changes.
 * @param {Element[]} rows
 * @param {Walk} walk
 * @param {Walk | null} original
 * @param {number[]} units
 * @param {number} token
 * @param {Naming} naming
 */
export function fillGates(rows, walk, original, units, token, naming) {
  const gates = gatesOf(walk.cell).map((equation) => ({ name: equation.name, said: nameAlone(equation, naming) }));
  rows.forEach((row, n) => {
    const unit = units[n] ?? 0;
    gates.forEach(({ name, said }, column) => {
      const place = /** @type {HTMLElement} */ (row.children[column + 1]);
      const value = walk.signal(name).at(token, unit);
      const was = original?.signal(name).at(token, unit) ?? value;
      const changed = Math.abs(value - was) >= SEEN;
      const button = /** @type {HTMLElement} */ (place.children[0]);
      button.textContent = number(value);
      button.setAttribute("aria-label", t("walk.gates.value", { gate: said, unit, value: number(value) }));
      place.style.setProperty("--value", value.toFixed(4));
      place.style.setProperty("--was", was.toFixed(4));
      place.classList.toggle("changed", changed);
      place.title = changed ? t("walk.gates.was", { value: number(was) }) : "";
    });
  });
}
