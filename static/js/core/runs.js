// Stretches in which a value stays the same.

/**
 * @template T
 * @param {T[]} values
 * @returns {{from: number, to: number, value: T}[]} ``to`` is the first that is not in it
 */
export function runs(values) {
  /** @type {{from: number, to: number, value: T}[]} */
  const result = [];
  values.forEach((value, n) => {
    const last = result.at(-1);
    if (last && last.value === value) last.to = n + 1;
    else result.push({ from: n, to: n + 1, value });
  });
  return result;
}
