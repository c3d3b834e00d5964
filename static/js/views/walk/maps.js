// A frame for the heatmap of each signal, with a cursor over all of them.

import { number } from "../../core/format.js";
import { isSigned, nameOf } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";
import { reach } from "./heatmap.js";

/** @import { Equation, Walk } from "../../core/walk.js" */
/** @import { Naming } from "../../core/parts.js" */

/** @typedef {{equation: Equation, figure: HTMLElement, map: HTMLElement}} Frame ``map``: where the heatmap is drawn */

/**
 * @param {Walk} walk
 * @param {Naming} naming
 * @returns {Frame[]}
 */
export function frames(walk, naming) {
  return walk.cell.equations.map((equation) => {
    const name = nameOf(equation, naming);
    const full = isSigned(equation) ? t("walk-more.maps.full", { value: number(reach(walk, equation.name), 1) }) : "";
    const title = element("figcaption", {}, element("var", {}, equation.name), ` ${name} `, element("small", { class: "soft" }, full));
    const map = element("div", { id: `map-${equation.name}`, class: "map", role: "img", "aria-label": t("walk-more.maps.label", { name }) });
    const [column, row] = ["cursor", "row-cursor"].map((kind) => element("div", { class: kind, "aria-hidden": "true" }));
    const figure = element("figure", { "data-signal": equation.name }, title, element("div", { class: "frame" }, map, column ?? "", row ?? ""));
    return { equation, figure, map };
  });
}

/**
 * Where a word and a unit are in a picture of the whole sentence, as shares of its width and of its height.
 * @param {HTMLElement} cursor
 * @param {Walk} walk
 * @param {number[]} order of the units
 * @param {number} token
 * @param {number} unit
 */
export function moveCursor(cursor, walk, order, token, unit) {
  const shares = {
    "--left": token / walk.length,
    "--width": 1 / walk.length,
    "--top": order.indexOf(unit) / order.length,
    "--height": 1 / order.length,
  };
  for (const [name, share] of Object.entries(shares)) cursor.style.setProperty(name, String(share));
}
