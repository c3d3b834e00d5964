// A chart of lines as a picture that grows while it is drawn again and again.

import { FRAME, path } from "../../core/lab/chart.js";

/** @import { Line, Scale } from "../../core/lab/chart.js" */

const SPACE = "http://www.w3.org/2000/svg";

/**
 * @param {Scale} scale
 * @param {Line[]} lines the later ones over the earlier ones
 * @param {string} name of the whole
 * @param {{goal?: number, from?: number}} [marked] a value that is to be reached; where another part begins, which is shaded
 */
export function chart(scale, lines, name, { goal, from } = {}) {
  const { width, height, left, right, bottom } = FRAME;
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name });
  if (from !== undefined) {
    const x = scale.x(from + 0.5);
    picture.append(svg("rect", { x, y: FRAME.top, width: width - right - x, height: height - bottom - FRAME.top, class: "part" }));
  }
  for (const { at, text } of scale.yTicks) {
    picture.append(svg("line", { x1: left, x2: width - right, y1: at, y2: at, class: "grid" }), svg("text", { x: left - 6, y: at + 4, class: "y" }, text));
  }
  for (const { at, text } of scale.xTicks) picture.append(svg("text", { x: at, y: height - bottom + 17, class: "x" }, text));
  if (goal !== undefined) picture.append(svg("line", { x1: left, x2: width - right, y1: scale.y(goal), y2: scale.y(goal), class: "goal" }));
  for (const { points, kind, tone } of lines) {
    if (points.length) picture.append(svg("polyline", { points: path(points, scale), class: `of-${kind} tone-${tone}` }));
    const [only] = points;
    if (only && points.length === 1) picture.append(svg("circle", { cx: scale.x(only[0]), cy: scale.y(only[1]), r: 2.5, class: `of-${kind} tone-${tone}` }));
  }
  return picture;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] */
export function svg(tag, attributes, text = "") {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}
