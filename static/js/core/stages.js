// In which part of a step each signal of a cell is computed, found from its belt.

/**
 * @param {import("./walk.js").Cell} cell
 * @returns {Record<string, number>} signal -> part, as in ``timeline.partsOf``
 */
export function stages({ equations, belt }) {
  const [forget, write, show] = [1, 2, 3];
  /** @type {Record<string, number>} */
  const found = Object.fromEntries(equations.map(({ name }) => [name, write]));
  if (!belt) return found;
  if (belt.shows) found[belt.shows] = found.h = show;
  for (const { signal } of belt.keeps.factors) found[signal] = forget;
  return found;
}
