// What a network writes: it reads a beginning, then always what it has just said.

import { probabilities } from "./losses.js";
import { generator } from "./random.js";

/** @import { Learner } from "./learner.js" */
/** @typedef {{beginning: number[], count: number, temperature: number, seed: number}} Wish ``beginning``: at least one */

/**
 * So many symbols, one at a time, each drawn from what the network takes to be probable; or so many numbers.
 * @param {Learner} learner with room for as many steps
 * @param {Wish} wish
 * @returns {Generator<number>}
 */
export function* writing(learner, { beginning, count, temperature, seed }) {
  const random = generator(seed);
  const { sentences, reads, symbols } = learner.task;
  const inputs = new (reads === "numbers" ? Float32Array : Uint32Array)((beginning.length + count) * sentences);
  beginning.forEach((one, step) => (inputs[step * sentences] = one));
  for (let steps = beginning.length, first = 0; steps < beginning.length + count; first = steps++) {
    const weights = new Float32Array(steps * sentences);
    weights[(steps - 1) * sentences] = 1;
    const lengths = new Uint32Array(sentences).fill(steps);
    const read = inputs.subarray(0, weights.length);
    const batch = { steps, lengths, targets: weights, weights, ...(read instanceof Uint32Array ? { rows: read } : { x: read }) };
    const { outputs } = learner.answer(batch, { first });
    const next = reads === "numbers" ? (outputs[0] ?? 0) : drawn(probabilities(outputs.subarray(0, symbols), temperature), random());
    inputs[steps * sentences] = next;
    yield next;
  }
}

/** @param {Float32Array} chances @param {number} random from 0 to 1 */
function drawn(chances, random) {
  let sum = 0;
  const index = chances.findIndex((chance) => (sum += chance) > random);
  return index < 0 ? chances.length - 1 : index; // they may add up to a little less than 1
}
