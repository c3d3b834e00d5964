// The equations of a cell, each with a sentence on what it decides.

import { decides, nameOf } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";
import { math } from "./formula.js";

/** @import { Naming } from "../../core/parts.js" */
/** @import { Cell } from "../../core/walk.js" */

/**
 * @param {Cell} cell
 * @param {Naming} naming
 */
export function equations(cell, naming) {
  return cell.equations.map((equation) => {
    const name = nameOf(equation, naming);
    const said = decides(equation);
    return element("li", { "data-signal": equation.name }, math(equation.mathml), element("span", { class: "soft" }, said ? t("common.decides", { name, decides: said }) : name));
  });
}
