// A frame for the heatmap of each signal, with a cursor over all of them.

import { isSigned, nameOf } from "../core/parts.js";
import { number } from "../core/format.js";
import { element } from "./dom.js";
import { reach } from "./heatmap.js";

/**
 * @param {Element} place
 * @param {import("../core/walk.js").Walk} walk
 * @param {import("../core/parts.js").Naming} naming
 */
export function maps(place, walk, naming) {
  place.replaceChildren(
    ...walk.cell.equations.map((equation) => {
      const name = nameOf(equation, naming);
      const full = isSigned(equation) ? `, full colour from ±${number(reach(walk, equation.name), 1)}` : "";
      const title = element("figcaption", {}, element("var", {}, equation.name), ` ${name}`, element("small", { class: "soft" }, full));
      const frame = element(
        "div",
        { class: "frame" },
        element("div", { id: `map-${equation.name}`, class: "map", role: "img", "aria-label": `${name} of all units at all words` }),
        element("div", { class: "cursor", "aria-hidden": "true" }),
        element("div", { class: "row-cursor", "aria-hidden": "true" }),
      );
      return element("figure", { "data-signal": equation.name }, title, frame);
    }),
  );
}

/**
 * Moves the cursors of all pictures of the sentence: they inherit where they stand.
 * @param {HTMLElement} page
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} order of the units
 * @param {number} token
 * @param {number} unit
 */
export function moveCursors(page, walk, order, token, unit) {
  const shares = {
    "--left": token / walk.length,
    "--width": 1 / walk.length,
    "--top": order.indexOf(unit) / order.length,
    "--height": 1 / order.length,
  };
  for (const frame of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".cursor, .row-cursor"))) {
    for (const [name, share] of Object.entries(shares)) frame.style.setProperty(name, String(share));
  }
}
