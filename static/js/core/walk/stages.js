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
  const found = Object.fromEntries(equations.map(({ name }) => [name, part("write")]));
  if (!belt) return found;
  if (belt.shows) found[belt.shows] = part("output");
  found[output] = part("output");
  found[belt.state] = part("add");
  for (const { signal } of belt.keeps.factors) found[signal] = part("forget");
  return found;
}
