// What is written beside the belt: the names of its stations, the units, and a number at each station of each lane.

import { share } from "./belt.js";
import { element } from "./dom.js";

/**
 * @param {Element} heads
 * @param {Element} rows
 * @param {import("../core/walk.js").Walk} walk
 * @param {import("../core/stations.js").Station[]} stations
 * @param {number[]} units
 */
export function lanes(heads, rows, walk, stations, units) {
  /** @param {number} x @param {HTMLElement} part */
  const at = (x, part) => {
    part.style.setProperty("--at", share(walk, x).toFixed(4));
    return part;
  };
  heads.replaceChildren(
    ...stations.map(({ at: x, symbol, name, signal }) =>
      at(x, element("span", signal ? { "data-signal": signal } : {}, element("var", {}, symbol), element("small", {}, name))),
    ),
  );
  rows.replaceChildren(
    ...units.map((unit) => {
      const numbers = stations.map(({ at: x, signal }) =>
        at(x, element("span", { class: "number", "data-unit": String(unit), ...(signal ? { "data-opens": signal } : {}) })),
      );
      return element("div", {}, element("span", { class: "unit", "data-unit": String(unit) }, `unit ${unit}`), ...numbers);
    }),
  );
}

/**
 * @param {Element} rows
 * @param {import("../core/walk.js").Walk} walk
 * @param {import("../core/stations.js").Station[]} stations
 * @param {number[]} units
 * @param {import("../core/timeline.js").Place} place
 */
export function fillLanes(rows, walk, stations, units, { token, part }) {
  units.forEach((unit, n) => {
    const lane = walk.lane(token, unit);
    const numbers = rows.children[n]?.children;
    rows.children[n]?.classList.toggle("asleep", walk.asleep(token, unit));
    stations.forEach(({ from, text }, column) => {
      const place = numbers?.[column + 1];
      if (place) place.textContent = from <= part ? text(lane) : "";
    });
  });
}

/**
 * @param {Element} rows
 * @param {number[]} units
 * @param {number} unit
 */
export function markLane(rows, units, unit) {
  [...rows.children].forEach((row, n) => row.classList.toggle("chosen", units[n] === unit));
}
