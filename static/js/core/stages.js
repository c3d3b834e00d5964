// In which part of a step each signal of a cell is computed, found from its belt.

import { LAST } from "./timeline.js";

/**
 * @param {import("./walk.js").Cell} cell
 * @returns {Record<string, number>} signal -> part, as in ``timeline.PARTS``
 */
export function stages({ equations, belt }) {
  const [forget, write] = [1, 2];
  /** @type {Record<string, number>} */
  const found = Object.fromEntries(equations.map(({ name }) => [name, belt ? LAST : write]));
  if (!belt) return found;
  for (const { signal } of belt.puts.flatMap(({ factors }) => factors)) found[signal] = write;
  for (const { signal } of belt.keeps.factors) found[signal] = forget;
  found[belt.state] = write;
  return found;
}
