// Sums and means of plain numbers.

/** @param {number[]} values */
export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/** @param {number[]} values @returns {number} 0 where there are none */
export function mean(values) {
  return values.length ? sum(values) / values.length : 0;
}
