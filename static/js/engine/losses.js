// How far answers are from what they should be, and its gradient; and whether they are right.

/** @import { Room } from "./room.js" */
/**
 * @typedef {{targets: Float32Array, weights: Float32Array}} Wanted for each row: a class, or ``answers`` numbers; how much it counts
 */
/**
 * @typedef {{place: number, answers: number, rows: Uint32Array}} Outputs the place of ``(rows, answers)``, and which rows they are
 */

/**
 * The weighted mean of minus log p(target). Turns the logits into their gradient.
 * @param {Room} room
 * @param {Outputs} outputs
 * @param {Wanted} wanted
 */
export function classLoss(room, { place, answers, rows }, { targets, weights }) {
  const logits = room.at(place, rows.length * answers);
  const all = sumAt(weights, rows);
  let loss = 0;
  for (let n = 0, start = 0; n < rows.length; n++, start += answers) {
    const row = rows[n] ?? 0;
    let most = -Infinity;
    for (let k = start; k < start + answers; k++) most = Math.max(most, logits[k] ?? 0);
    for (let k = start; k < start + answers; k++) logits[k] = (logits[k] ?? 0) - most;
    loss -= ((weights[row] ?? 0) / all) * (logits[start + (targets[row] ?? 0)] ?? 0);
  }
  room.kernels.exp(place, place, Math.ceil(logits.length / 4) * 16);
  for (let n = 0, start = 0; n < rows.length; n++, start += answers) {
    const row = rows[n] ?? 0;
    const weight = (weights[row] ?? 0) / all;
    let total = 0;
    for (let k = start; k < start + answers; k++) total += logits[k] ?? 0;
    for (let k = start; k < start + answers; k++) logits[k] = (logits[k] ?? 0) * (weight / total);
    const target = start + (targets[row] ?? 0);
    logits[target] = (logits[target] ?? 0) - weight;
    loss += weight * Math.log(total);
  }
  return loss;
}

/**
 * Half the weighted mean of the squared distance. Turns the answers into their gradient.
 * @param {Room} room
 * @param {Outputs} outputs
 * @param {Wanted} wanted
 */
export function numberLoss(room, { place, answers, rows }, { targets, weights }) {
  const values = room.at(place, rows.length * answers);
  const all = sumAt(weights, rows);
  let loss = 0;
  rows.forEach((row, n) => {
    const weight = (weights[row] ?? 0) / all;
    for (let k = 0; k < answers; k++) {
      const off = (values[n * answers + k] ?? 0) - (targets[row * answers + k] ?? 0);
      loss += (weight * off * off) / 2;
      values[n * answers + k] = weight * off;
    }
  });
  return loss;
}

/** @param {Float32Array} weights @param {Uint32Array} rows */
const sumAt = (weights, rows) => rows.reduce((all, row) => all + (weights[row] ?? 0), 0) || 1;

/** Of logits: how probable each class is, at a temperature. @param {Float32Array} logits @param {number} [temperature] */
export function probabilities(logits, temperature = 1) {
  const most = Math.max(...logits);
  const values = logits.map((one) => Math.exp((one - most) / temperature));
  const all = values.reduce((sum, one) => sum + one, 0);
  return values.map((one) => one / all);
}
