// A belt with what is written beside it: the names of its stations, the units, and a number at each station of each lane.

import { element } from "../dom.js";
import { share } from "./belt.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Station } from "../../core/walk/stations.js" */
/** @import { Place } from "../../core/walk/timeline.js" */

/** @typedef {{lanes: HTMLElement, half: HTMLElement, heads: HTMLElement, belt: HTMLElement, numbers: HTMLElement}} Lanes */

/** @param {string} name of the belt, for those who hear it @returns {Lanes} the whole of it, and its parts */
export function emptyLanes(name) {
  const half = element("span", { class: "half small" });
  const heads = element("div", { class: "heads", "aria-hidden": "true" });
  const belt = element("div", { class: "belt", role: "img", "aria-label": name });
  const numbers = element("div", { class: "numbers", "aria-hidden": "true" });
  return { lanes: element("div", { class: "lanes" }, half, heads, belt, numbers), half, heads, belt, numbers };
}

/**
 * @param {Walk} walk
 * @param {number} x
 * @param {HTMLElement} part
 */
function at(walk, x, part) {
  part.style.setProperty("--at", share(walk, x).toFixed(4));
  return part;
}

/**
 * @param {Walk} walk
 * @param {Station[]} stations
 */
export function heads(walk, stations) {
  return stations.map(({ at: x, symbol, name, signal }) =>
    at(walk, x, element("span", signal ? { "data-signal": signal } : {}, element("var", {}, symbol), element("small", {}, name))),
  );
}

/**
 * @param {Walk} walk
 * @param {Station[]} stations
 * @param {number[]} units
 */
export function rows(walk, stations, units) {
  return units.map((unit) => {
    const numbers = stations.map(({ at: x, signal }) =>
      at(walk, x, element("span", { class: "number", "data-unit": String(unit), ...(signal ? { "data-opens": signal } : {}) })),
    );
    return element("div", {}, element("span", { class: "unit", "data-unit": String(unit) }, `unit ${unit}`), ...numbers);
  });
}

/**
 * @param {HTMLElement[]} rows
 * @param {Walk} walk
 * @param {Station[]} stations
 * @param {number[]} units
 * @param {Place} place
 */
export function fillLanes(rows, walk, stations, units, { token, part }) {
  rows.forEach((row, n) => {
    const unit = units[n] ?? 0;
    const lane = walk.lane(token, unit);
    row.classList.toggle("asleep", walk.asleep(token, unit));
    stations.forEach(({ from, text }, column) => {
      const place = row.children[column + 1];
      if (place) place.textContent = from <= part ? text(lane) : "";
    });
  });
}
