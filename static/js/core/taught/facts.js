// Which units hold an answer, as far as the readout tells: those that pull the answers furthest apart.

/** @import { Tensors } from "./safetensors.js" */
/** @typedef {{name: string, question: string, state: string, units: number[], weights: number[]}} Fact as files hold it */

const SHARE = 0.9; // of the weight is held by a fact's units
const DIGITS = 4;

/**
 * @param {Tensors} weights with a table
 * @param {{question: string, state: string, rows: number[]}} wanted ``rows``: of the answers in the table
 * @returns {Fact | null} null where no unit makes a difference
 */
export function factOf(weights, { question, state, rows }) {
  const apart = pulls(weights, rows);
  const all = apart.reduce((sum, one) => sum + one, 0);
  if (!(all > 0) || !Number.isFinite(all)) return null;
  const order = apart.map((pull, unit) => ({ unit, share: pull / all })).sort((a, b) => b.share - a.share);
  let sum = 0;
  const count = order.findIndex(({ share }) => (sum += share) >= SHARE) + 1 || order.length;
  const kept = order.slice(0, count);
  const [units, shares] = [kept.map(({ unit }) => unit), kept.map(({ share }) => Number(share.toFixed(DIGITS)))];
  return { name: "answer", question, state, units, weights: shares };
}

/**
 * How far each unit pulls the answers apart: the standard deviation of its weights in the logits.
 * @param {Tensors} weights
 * @param {number[]} rows
 */
function pulls({ embedding, "readout.P": P }, rows) {
  const [width = 0, wide = 0] = P?.shape ?? [];
  const table = embedding?.values ?? new Float32Array(0);
  return Array.from({ length: wide }, (_, unit) => {
    const each = rows.map((row) => {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += (table[row * width + k] ?? 0) * (P?.values[k * wide + unit] ?? 0);
      return sum;
    });
    const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
    return Math.sqrt(each.reduce((sum, one) => sum + (one - mean) ** 2, 0) / each.length);
  });
}
