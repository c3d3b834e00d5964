// A belt with what is written beside it: the names of its stations, the units, and a number at each station of each lane.

import { t } from "../../core/texts.js";
import { element } from "../dom.js";
import { share } from "./belt.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Station } from "../../core/walk/stations.js" */
/** @import { Place } from "../../core/walk/timeline.js" */

/**
 * ``bubble``: what is said of the place that is pointed at
 * @typedef {{lanes: HTMLElement, half: HTMLElement, heads: HTMLElement, belt: HTMLElement, numbers: HTMLElement, doors: HTMLElement, bubble: HTMLElement}} Lanes
 */

const LONG = 12; // characters of a symbol, as "+ d * c_below + i * g"
const REACH = 0.45; // of the way between two stations: what is farther away from both is neither's
const BELOW = 2; // lanes, at which what is said stands below: above them there is no room

/** @param {string} name of the belt, for those who hear it @returns {Lanes} the whole of it, and its parts */
export function emptyLanes(name) {
  const half = element("span", { class: "half small" });
  const heads = element("div", { class: "heads", "aria-hidden": "true" });
  const belt = element("div", { class: "belt", role: "img", "aria-label": name });
  const numbers = element("div", { class: "numbers", "aria-hidden": "true" });
  const doors = element("div", { class: "doors", role: "group", "aria-label": t("walk.door.doors"), "aria-describedby": "doors-said" });
  const bubble = element("div", { class: "bubble small", hidden: "", "aria-hidden": "true" });
  return { lanes: element("div", { class: "lanes", dir: "ltr" }, half, heads, belt, numbers, doors, bubble), half, heads, belt, numbers, doors, bubble };
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
  return stations.map(({ at: x, symbol, name, short, signal }) => {
    const names = [element("small", {}, name), element("small", { class: "short" }, short)]; // the style sheet shows one of them
    return at(walk, x, element("span", signal ? { "data-signal": signal } : {}, element("var", symbol.length > LONG ? { class: "long" } : {}, symbol), ...names));
  });
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
    return element("div", {}, element("span", { class: "unit", "data-unit": String(unit), title: t("walk.gates.unit.means") }, t("walk.unit", { unit })), ...numbers);
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

/**
 * Which lane and which station are meant by a place on the page.
 * @param {HTMLElement} numbers which lie over the belt
 * @param {Station[]} stations
 * @param {Walk | null} walk
 * @param {{clientX: number, clientY: number}} pointer
 * @param {number} count of lanes
 */
export function nearest(numbers, stations, walk, { clientX, clientY }, count) {
  const { left, width, top, height } = numbers.getBoundingClientRect();
  const x = (clientX - left) / width;
  const lane = clientY < top ? -1 : Math.floor(((clientY - top) / height) * count);
  if (!walk) return { lane, station: undefined };
  const near = stations.filter((one) => Math.abs(share(walk, one.at) - x) < REACH / stations.length);
  return { lane, station: near.sort((a, b) => Math.abs(share(walk, a.at) - x) - Math.abs(share(walk, b.at) - x))[0] };
}

/**
 * @param {HTMLElement} bubble
 * @param {Walk} walk
 * @param {number} x
 * @param {number} lane
 */
export function putBubble(bubble, walk, x, lane) {
  at(walk, x, bubble);
  bubble.style.setProperty("--row", String(lane));
  bubble.classList.toggle("under", lane < BELOW);
}
