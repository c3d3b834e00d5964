// Two cells side by side, and where in a text a fault is.

/** @typedef {{name: string, text: string}} Line */

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
 * @param {string} fault as the app tells it: "Line 2, column 5: …"
 * @param {string} text
 * @returns {{from: number, to: number} | null} characters
 */
export function placeOf(fault, text) {
  const found = /^Line (\d+)(?:, column (\d+))?/.exec(fault);
  if (!found) return null;
  const lines = text.split("\n");
  const line = Math.min(Number(found[1]), lines.length) - 1;
  const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  const own = lines[line]?.length ?? 0;
  const from = start + Math.min(Number(found[2] ?? 1) - 1, own);
  return { from, to: Math.min(from + 1, start + own) };
}
