// The cell as a picture of its data flow: boxes have learned weights, circles combine unit by unit.

import { number } from "../../core/format.js";
import { t } from "../../core/texts.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Place } from "../../core/walk/timeline.js" */

const SPACE = "http://www.w3.org/2000/svg";

/**
 * @typedef {{id: string, kind: string, label: string, signal: string, result: boolean, text: string, x: number, y: number, width: number, height: number}} Node
 * @typedef {{source: string, target: string, values: {signal: string, when: string}[], points: [number, number][]}} Link
 * @typedef {{width: number, height: number, nodes: Node[], links: Link[]}} Diagram
 */

/** @param {Diagram} diagram */
export function diagram({ width, height, nodes, links }) {
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t("common.diagram") });
  for (const link of links) {
    const signal = link.values[0]?.signal ?? "";
    const points = link.points.map((point) => point.join(",")).join(" ");
    picture.append(svg("polyline", { points, class: "link", "data-signal": signal, "data-when": link.values[0]?.when ?? "" }));
  }
  const joins = nodes.filter(({ kind }) => kind === "join");
  picture.append(...joins.map(({ x, y, width }) => svg("circle", { cx: x, cy: y, r: width / 2, class: "join" })));
  picture.append(...nodes.filter(({ kind }) => kind !== "join" && kind !== "copy").map(drawn));
  return picture;
}

/** @param {Node} node */
function drawn(node) {
  const { kind, label, signal, text, x, y, width, height, result } = node;
  const group = svg("g", { class: `node ${kind}`, "data-signal": signal, "data-when": kind === "state_before" ? "before" : "now" });
  if (result) group.setAttribute("data-result", signal);
  const round = kind === "operation" || kind === "constant";
  group.append(
    svg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: round ? height / 2 : 6 }),
    svg("text", { x, y: y + 5, class: "label" }, label),
    svg("title", {}, text),
  );
  if (kind === "layer" && signal) group.append(svg("text", { x: x - width / 2, y: y - height / 2 - 4, class: "value" }, signal));
  if (result) group.append(svg("text", { x: x + width / 2 + 4, y: y + height / 2 + 10, class: "value" }));
  return group;
}

/**
 * Lights what is computed in this part of the step, and writes the chosen unit's values beside it.
 * @param {Element} picture
 * @param {Walk} walk
 * @param {Record<string, number>} stages
 * @param {Place} at
 * @param {number} unit
 */
export function light(picture, walk, stages, { token, part }, unit) {
  for (const node of picture.querySelectorAll(".node, .link")) {
    const signal = node.getAttribute("data-signal") ?? "";
    const stage = node.getAttribute("data-when") === "before" || !(signal in stages) ? 0 : stages[signal] ?? 0;
    node.classList.toggle("done", stage <= part);
    node.classList.toggle("now", stage === part);
  }
  for (const node of picture.querySelectorAll("[data-result]")) {
    const signal = node.getAttribute("data-result") ?? "";
    const text = node.querySelector(".value");
    if (text) text.textContent = (stages[signal] ?? 0) <= part ? number(walk.signal(signal).at(token, unit)) : "";
  }
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function svg(tag, attributes, text = "") {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}
