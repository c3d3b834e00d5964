// Two sentences laid over each other: which token of one stands over which of the other.

/** @typedef {{first: number, second: number}} Column tokens; -1 where a sentence has none */

/**
 * Sentences of the same length are laid over each other word by word. Otherwise what is the same at the beginning stays
 * together, the rest is aligned from the end, and the gap of the shorter one lies between.
 * @param {string[]} first
 * @param {string[]} second
 * @returns {Column[]}
 */
export function aligned(first, second) {
  const length = Math.max(first.length, second.length);
  const same = first.findIndex((word, n) => word !== second[n]);
  const begin = Math.min(same < 0 ? first.length : same, first.length, second.length);
  /** @param {number} own @param {number} column */
  const placed = (own, column) => {
    if (column < begin) return column;
    const token = column - (length - own);
    return token >= begin ? token : -1;
  };
  return Array.from({ length }, (_, column) => ({ first: placed(first.length, column), second: placed(second.length, column) }));
}
