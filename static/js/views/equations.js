// The equations of a cell, each with a sentence on what it decides.

import { decides, nameOf } from "../core/parts.js";
import { element, reachable } from "./dom.js";
import { math } from "./formula.js";

/**
 * @param {Element} list
 * @param {import("../core/walk.js").Cell} cell
 * @param {import("../core/parts.js").Naming} naming
 */
export function equations(list, cell, naming) {
  list.replaceChildren(
    ...cell.equations.map((equation) => {
      const name = nameOf(equation, naming);
      const said = decides(equation);
      return element("li", { "data-signal": equation.name }, math(equation.mathml), element("span", { class: "soft" }, said ? `${name}: ${said}` : name));
    }),
  );
  reachable(list);
}
