// A frame for the heatmap of each signal, with a cursor over all of them.

import { nameOf } from "../core/parts.js";
import { element } from "./dom.js";

/**
 * @param {Element} place
 * @param {import("../core/walk.js").Walk} walk
 * @param {import("../core/parts.js").Naming} naming
 */
export function maps(place, walk, naming) {
  place.replaceChildren(
    ...walk.cell.equations.map((equation) => {
      const title = element("figcaption", {}, element("var", {}, equation.name), ` ${nameOf(equation, naming)}`);
      const frame = element(
        "div",
        { class: "frame" },
        element("div", { id: `map-${equation.name}`, class: "map" }),
        element("div", { class: "cursor", "aria-hidden": "true" }),
        element("div", { class: "row-cursor", "aria-hidden": "true" }),
      );
      return element("figure", { "data-signal": equation.name }, title, frame);
    }),
  );
}

/**
 * @param {Element} place
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} order of the units
 * @param {number} token
 * @param {number} unit
 */
export function moveCursors(place, walk, order, token, unit) {
  const frames = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".frame"));
  for (const frame of frames) {
    frame.style.setProperty("--left", String(token / walk.length));
    frame.style.setProperty("--width", String(1 / walk.length));
    frame.style.setProperty("--top", String(order.indexOf(unit) / order.length));
    frame.style.setProperty("--height", String(1 / order.length));
  }
}
