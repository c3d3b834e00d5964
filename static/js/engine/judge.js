// Whether answers are right.

import { ANSWER } from "./sets.js";

/** @import { Batch, Learner } from "./learner.js" */
/** @import { Sequences } from "./sets.js" */
/**
 * @typedef {{right: number, of: number, off: number}} One sequence: how many of its answers are right; ``off``: minus log p of
 *   the right class, or the square of how far a number is off, added up
 * @typedef {{sequences: number, answers: number, off: number}} Judged the share of sequences whose answers are all right, that
 *   of all answers, and the mean of ``off``
 */

/**
 * Of each sequence of a batch in which answers alone have a weight.
 * @param {Learner} learner
 * @param {Batch} batch
 * @param {{set: Sequences, which: ArrayLike<number>}} from where it is from
 * @param {number} tolerance
 * @returns {One[]}
 */
export function rightAt(learner, batch, { set, which }, tolerance) {
  const { outputs, rows } = learner.answer(batch);
  const { sentences, says } = learner.task;
  const { answers } = learner.readout;
  const ones = Array.from({ length: which.length }, () => ({ right: 0, of: 0, off: 0 }));
  rows.forEach((row, n) => {
    const one = ones[row % sentences];
    const place = (set.starts[which[row % sentences] ?? 0] ?? 0) + Math.floor(row / sentences);
    if (!one || set.marks[place] !== ANSWER) return;
    const own = outputs.subarray(n * answers, (n + 1) * answers);
    const verdict = says === "classes"
      ? ofClasses(own, batch.targets[row] ?? 0, set.allowed?.[place])
      : ofNumbers(own, batch.targets.subarray(row * answers, (row + 1) * answers), tolerance);
    one.right += verdict.right ? 1 : 0;
    one.of += 1;
    one.off += verdict.off;
  });
  return ones;
}

/**
 * Right if the target, or all classes that are allowed, come before all others.
 * @param {Float32Array} logits
 * @param {number} target
 * @param {number} [allowed]
 */
function ofClasses(logits, target, allowed) {
  let [least, most, highest, total] = [Infinity, -Infinity, -Infinity, 0];
  logits.forEach((one, k) => {
    const belongs = allowed === undefined ? k === target : (allowed >>> k) & 1;
    if (belongs) least = Math.min(least, one);
    else most = Math.max(most, one);
    highest = Math.max(highest, one);
  });
  for (const one of logits) total += Math.exp(one - highest);
  return { right: least > most, off: Math.log(total) + highest - (logits[target] ?? 0) };
}

/** @param {Float32Array} outputs @param {Float32Array} targets @param {number} tolerance */
function ofNumbers(outputs, targets, tolerance) {
  const off = outputs.map((one, k) => Math.abs(one - (targets[k] ?? 0)));
  return { right: off.every((one) => one < tolerance), off: off.reduce((sum, one) => sum + one * one, 0) };
}

/** @param {One[]} ones @returns {Judged} */
export function judged(ones) {
  const counted = ones.filter(({ of }) => of > 0);
  const all = counted.reduce((sum, { of }) => sum + of, 0) || 1;
  return {
    sequences: counted.filter(({ right, of }) => right === of).length / (counted.length || 1),
    answers: counted.reduce((sum, { right }) => sum + right, 0) / all,
    off: counted.reduce((sum, { off }) => sum + off, 0) / all,
  };
}
