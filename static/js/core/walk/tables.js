// What the pictures show, as tables for those who read rather than look.

/** @import { Walk } from "../walk.js" */

/** @typedef {{head: string[], rows: (string | number)[][]}} Table the first of each row names it */

/**
 * The lanes of the belt at one token.
 * @param {Walk} walk
 * @param {number[]} units
 * @param {number} token
 * @returns {Table}
 */
export function laneTable(walk, units, token) {
  const { state, belt, cell } = walk;
  const head = ["unit", `${state}′, the old value`];
  if (belt) head.push(`${belt.keeps.text}, the share that stays`, "falls off");
  head.push(belt ? `${belt.puts.map(({ text }) => text).join(" + ")}, put on` : "made anew", `${state}, the new value`);
  if (belt?.shows) head.push(`${belt.shows}, the share that is shown`, `${cell.output}, what is shown`);
  const rows = units.map((unit) => {
    const { before, keep, removed, put, after, gate, shown } = walk.lane(token, unit);
    return [unit, before, ...(belt ? [keep, removed] : []), put, after, ...(gate === null ? [] : [gate, shown])];
  });
  return { head, rows };
}

/**
 * One signal of some units over the whole sentence.
 * @param {Walk} walk
 * @param {number[]} units
 * @param {string} signal
 * @returns {Table}
 */
export function signalTable(walk, units, signal) {
  const grid = walk.signal(signal);
  const head = ["word", ...units.map((unit) => `unit ${unit}`)];
  return { head, rows: walk.tokens.map(({ text }, token) => [text, ...units.map((unit) => grid.at(token, unit))]) };
}

/**
 * @param {Walk} walk
 * @param {{origin: number | null, amounts: number[]}[]} shares
 * @returns {Table}
 */
export function ledgerTable({ tokens }, shares) {
  const head = ["at", ...shares.map(({ origin }) => (origin === null ? "all other words" : `from ${tokens[origin]?.text} (word ${origin + 1})`))];
  return { head, rows: tokens.map(({ text }, token) => [text, ...shares.map(({ amounts }) => amounts[token] ?? 0)]) };
}

/**
 * @param {Walk} walk
 * @param {{name: string, values: number[]}[]} strengths
 * @returns {Table}
 */
export function flowTable({ tokens }, strengths) {
  const length = strengths[0]?.values.length ?? 0;
  const rows = tokens.slice(0, length).map(({ text }, token) => [text, ...strengths.map(({ values }) => (values[token] ?? 0).toExponential(3))]);
  return { head: ["at", ...strengths.map(({ name }) => name)], rows };
}
