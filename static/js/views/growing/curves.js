// Curves over the snapshots, all at the same distance; a line marks the one that is looked at.

import { count, percent } from "../../core/format.js";
import { element } from "../dom.js";

/** @import { Curve, Growing } from "../../core/growing/growth.js" */

const SPACE = "http://www.w3.org/2000/svg";
const MARKS = 4; // snapshots from one label to the next
const LEVELS = [0, 0.5, 1];

/** @param {Growing} growing @param {Curve[]} curves @returns {HTMLElement[]} the picture, its labels, and its key */
export function curvesPicture({ snapshots }, curves) {
  const last = snapshots.length - 1;
  const svg = drawn("svg", { viewBox: `0 0 ${last} 1`, preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const level of LEVELS) {
    const y = String(1 - level);
    svg.append(drawn("line", { x1: "0", x2: String(last), y1: y, y2: y, class: "grid" }));
  }
  for (const { tone, values } of curves) {
    const points = values.map((value, n) => `${n},${(1 - value).toFixed(4)}`).join(" ");
    svg.append(drawn("polyline", { points, class: "curve", "data-tone": String(tone) }));
  }
  const levels = LEVELS.map((level) => placed("level", { "inset-block-start": `${100 * (1 - level)}%` }, percent(level)));
  const steps = snapshots.map(({ updates }, n) => ({ updates, n }));
  const named = steps.filter(({ n }) => n === last || (n % MARKS === 0 && n < last - 1));
  const labels = named.map(({ updates, n }) => placed("step", { "inset-inline-start": `${(100 * n) / last}%` }, count(updates)));
  const plot = element("div", { class: "plot" }, svg, element("span", { class: "cursor" }), ...levels, ...labels);
  const names = curves.map(({ name, tone }) => element("li", { "data-tone": String(tone) }, name));
  return [element("ul", { class: "curve-key small", role: "list" }, ...names), plot];
}

/** @param {HTMLElement} figure @param {number} share of the way from the first to the last snapshot */
export function markCurves(figure, share) {
  figure.style.setProperty("--at", String(share));
}

/**
 * Which snapshot lies under a pointer.
 * @param {HTMLElement} plot
 * @param {number} x in pixels of the window
 * @param {number} last
 */
export function snapshotUnder(plot, x, last) {
  const { left, width } = plot.getBoundingClientRect();
  return Math.max(0, Math.min(last, Math.round(((x - left) / width) * last)));
}

/** @param {string} tag @param {Record<string, string>} attributes */
function drawn(tag, attributes) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** @param {string} name @param {Record<string, string>} at @param {string} text */
function placed(name, at, text) {
  const made = element("span", { class: `${name} small soft`, "aria-hidden": "true" }, text);
  for (const [property, value] of Object.entries(at)) made.style.setProperty(property, value);
  return made;
}
