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
  const { said, rows } = learner.answer(batch);
  const { sentences, says } = learner.task;
  const { answers } = learner.readout;
  const ones = Array.from({ length: which.length }, () => ({ right: 0, of: 0, off: 0 }));
  rows.forEach((row, n) => {
    const one = ones[row % sentences];
    const place = (set.starts[which[row % sentences] ?? 0] ?? 0) + Math.floor(row / sentences);
    if (!one || set.marks[place] !== ANSWER) return;
    const own = said.subarray(n * answers, (n + 1) * answers);
    const found = says === "classes"
      ? ofClasses(own, batch.targets[row] ?? 0, set.allowed?.[place])
      : ofNumbers(own, batch.targets.subarray(row * answers, (row + 1) * answers), tolerance);
    one.right += found.right ? 1 : 0;
    one.of += 1;
    one.off += found.off;
  });
  return ones;
}

/**
 * Right if the target, or all classes that are allowed, come before all others.
 * @param {Float32Array} said
 * @param {number} target
 * @param {number} [allowed]
 */
function ofClasses(said, target, allowed) {
  let [least, most, highest, total] = [Infinity, -Infinity, -Infinity, 0];
  said.forEach((one, k) => {
    const belongs = allowed === undefined ? k === target : (allowed >>> k) & 1;
    if (belongs) least = Math.min(least, one);
    else most = Math.max(most, one);
    highest = Math.max(highest, one);
  });
  for (const one of said) total += Math.exp(one - highest);
  return { right: least > most, off: Math.log(total) + highest - (said[target] ?? 0) };
}

/** @param {Float32Array} said @param {Float32Array} targets @param {number} tolerance */
function ofNumbers(said, targets, tolerance) {
  const off = said.map((one, k) => Math.abs(one - (targets[k] ?? 0)));
  return { right: off.every((one) => one < tolerance), off: off.reduce((sum, one) => sum + one * one, 0) };
}

/** @param {One[]} ones @returns {Judged} */
export function judged(ones) {
  const asked = ones.filter(({ of }) => of > 0);
  const all = asked.reduce((sum, { of }) => sum + of, 0) || 1;
  return {
    sequences: asked.filter(({ right, of }) => right === of).length / (asked.length || 1),
    answers: asked.reduce((sum, { right }) => sum + right, 0) / all,
    off: asked.reduce((sum, { off }) => sum + off, 0) / all,
  };
}
