// Two cells side by side, and where in a text a fault is.

/**
 * @typedef {{name: string, text: string}} Line
 * @typedef {{line: number, column: number}} Place counted from 1, as the app tells it
 */

/**
 * The names of the equations of each that the other does not have in the same form.
 * @param {Line[]} one
 * @param {Line[]} other
 * @returns {[string[], string[]]}
 */
export function differing(one, other) {
  const missing = (/** @type {Line[]} */ from, /** @type {Line[]} */ to) => (
    from.filter(({ text }) => !to.some((line) => line.text === text)).map(({ name }) => name)
  );
  return [missing(one, other), missing(other, one)];
}

/**
 * @param {Place | null} place
 * @param {string} text
 * @returns {{from: number, to: number} | null} characters
 */
export function charactersAt(place, text) {
  if (!place) return null;
  const lines = text.split("\n");
  const line = Math.min(place.line, lines.length) - 1;
  const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  const own = lines[line]?.length ?? 0;
  const from = start + Math.min(place.column - 1, own);
  return { from, to: Math.min(from + 1, start + own) };
}
