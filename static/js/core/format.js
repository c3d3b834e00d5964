// Numbers as they are shown.

/** @param {number} p a probability, 0 to 1 */
export function probability(p) {
  return p.toFixed(2);
}
