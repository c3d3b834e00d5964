// In which part of a step each signal of a cell is computed, found from its belt.

import { partNamed } from "./timeline.js";

/** @import { Cell } from "../walk.js" */
/** @import { Part } from "./timeline.js" */

/**
 * @param {Cell} cell
 * @returns {Record<string, number>} signal -> part, as in ``timeline.partsOf``
 */
export function stages(cell) {
  const { equations, belt, output } = cell;
  /** @param {Part["name"]} name */
  const part = (name) => partNamed(cell, name);
  const parts = Object.fromEntries(equations.map(({ name }) => [name, part("write")]));
  if (!belt) return parts;
  if (belt.shows) parts[belt.shows] = part("output");
  parts[output] = part("output");
  parts[belt.state] = part("add");
  for (const { signal } of belt.keeps.factors) parts[signal] = part("forget");
  return parts;
}
