// Means over the units that hold a fact, each as weighty as its share of the fact.

/** @import { Grid } from "./grid.js" */

/** @typedef {{units: number[], weights: number[]}} Weighted */

/**
 * @param {Weighted} memory
 * @param {(unit: number, n: number) => number} value of a unit, the n-th of those that hold the fact
 */
export function mean({ units, weights }, value) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return units.reduce((sum, unit, n) => sum + value(unit, n) * (weights[n] ?? 0), 0) / total;
}

/**
 * Of a signal at a token.
 * @param {Grid} grid
 * @param {number} token
 * @param {Weighted} memory
 */
export function weighted(grid, token, memory) {
  return mean(memory, (unit) => grid.at(token, unit));
}
