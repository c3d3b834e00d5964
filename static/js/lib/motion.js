// What Plotly has drawn is moved: where only the discs of a figure have changed, they are put in their new places without
// drawing the rest anew, and the browser lets them travel there. No script runs on the way.

/** @import { Figure } from "../core/figure.js" */

const EASING = "cubic-bezier(0.65, 0, 0.35, 1)"; // slow, fast, slow

/** @typedef {{x: number, y: number, radius: number, opacity: number, fill: string, edge: string}} Disc in pixels */
/** @typedef {{x: number[], y: number[], marker: {size: number[], color: string[], opacity: number[], line: {color: string[]}}}} Discs */

/**
 * @param {HTMLElement} place
 * @param {{figure: Figure, rest: string}} before as Plotly has drawn it, or it was moved to last; with what ``restOf`` said of it
 * @param {Figure} now
 * @param {{width: number, height: number, milliseconds: number}} how ``milliseconds``: of the journey, 0 for none
 * @returns {boolean} whether it could be done: else all has to be drawn
 */
export function moved(place, before, now, { width, height, milliseconds }) {
  const [was, discs, elements] = [discsOf(before.figure), discsOf(now), place.querySelectorAll(".point")];
  if (!was || !discs || before.rest !== restOf(now) || elements.length !== discs.x.length) return false;
  const [from, to] = [placed(was, before.figure, width, height), placed(discs, now, width, height)];
  elements.forEach((one, n) => move(/** @type {SVGElement} */ (one), from[n], to[n], milliseconds));
  Object.assign(discsOf(/** @type {any} */ (place)) ?? {}, discs); // what is read of the figure is what is seen
  return true;
}

/**
 * All of a figure but its discs, to be compared: before Plotly is given it, which writes into it.
 * @param {Figure} figure
 * @returns {string} "" where there are no discs
 */
export function restOf({ data, layout }) {
  const discs = discsOf({ data, layout });
  return discs ? JSON.stringify([layout, data.map((trace) => (trace === discs ? discs.x.length : trace))]) : "";
}

/** What is on its way is there at once. @param {Element} place */
export function arrived(place) {
  for (const one of place.getAnimations({ subtree: true })) one.cancel();
}

/** On axes of which the ends are known. @param {{data: object[], layout: Record<string, any>}} figure @returns {Discs | undefined} */
function discsOf({ data, layout }) {
  if (!layout.xaxis?.range || !layout.yaxis?.range) return undefined;
  const discs = data.find((/** @type {any} */ trace) => trace.mode === "markers" && Array.isArray(trace.marker.size));
  return /** @type {Discs | undefined} */ (discs);
}

/**
 * @param {Discs} discs
 * @param {Figure} figure
 * @param {number} width
 * @param {number} height
 * @returns {Disc[]}
 */
function placed({ x, y, marker }, { layout: { margin, xaxis, yaxis } }, width, height) {
  /** @param {number} value @param {[number, number]} range @param {number} length */
  const share = (value, [from, to], length) => ((value - from) / (to - from)) * length;
  return x.map((at, n) => ({
    x: share(at, xaxis.range, width - margin.l - margin.r),
    y: (height - margin.t - margin.b) - share(y[n] ?? 0, yaxis.range, height - margin.t - margin.b),
    radius: (marker.size[n] ?? 0) / 2,
    opacity: marker.opacity[n] ?? 1,
    fill: marker.color[n] ?? "",
    edge: marker.line.color[n] ?? "",
  }));
}

/**
 * @param {SVGElement} element
 * @param {Disc | undefined} before
 * @param {Disc | undefined} now
 * @param {number} milliseconds
 */
function move(element, before, now, milliseconds) {
  if (!now || !before || JSON.stringify(before) === JSON.stringify(now)) return;
  element.setAttribute("transform", `translate(${now.x.toFixed(2)},${now.y.toFixed(2)})`);
  element.setAttribute("d", circle(now.radius));
  Object.assign(element.style, { opacity: String(now.opacity), fill: now.fill, stroke: now.edge });
  if (!milliseconds || (isUnseen(before) && isUnseen(now))) return;
  const frames = [before, now].map(({ x, y, radius, opacity }) => ({
    transform: `translate(${x}px, ${y}px) scale(${now.radius ? radius / now.radius : 1})`,
    opacity,
  }));
  element.animate(frames, { duration: milliseconds, easing: EASING });
}

/** @param {Disc} disc */
function isUnseen({ radius, opacity }) {
  return radius === 0 || opacity === 0;
}

/** As Plotly has it. @param {number} radius */
function circle(radius) {
  const r = radius.toFixed(2);
  return `M${r},0A${r},${r} 0 1,1 0,-${r}A${r},${r} 0 0,1 ${r},0Z`;
}
