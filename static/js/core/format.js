// Numbers as they are shown.

/**
 * @param {number} value
 * @param {number} [decimals]
 */
export function number(value, decimals = 2) {
  const text = value.toFixed(decimals);
  return (/^-0\.?0*$/.test(text) ? text.slice(1) : text).replace("-", "−");
}

/**
 * @param {string} text
 * @param {number} most characters; of a longer one the beginning
 */
export function short(text, most) {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("").trimEnd()}…` : text;
}

/** @param {string | undefined} word */
export function quoted(word = "?") {
  return `“${short(word, 24)}”`;
}

/**
 * The mean of some units' values at a token, each as weighty as its share of the fact.
 * @param {import("./grid.js").Grid} grid
 * @param {number} token
 * @param {{units: number[], weights: number[]}} memory
 */
export function weighted(grid, token, { units, weights }) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return units.reduce((sum, unit, n) => sum + (grid.at(token, unit) * (weights[n] ?? 0)) / total, 0);
}
