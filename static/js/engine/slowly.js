// One update in slow motion: forward along a sentence, back from its answers, the step of each weight, and what is said now.

import { lookAt, sizesOf, written } from "./looks.js";
import { sizeOf } from "./weights.js";

/** @import { Run } from "./run.js" */

/**
 * The next update of a run, in parts. The run goes on as after any other update.
 * @param {Run} run
 * @param {number} [sentence] of the batch
 */
export function slowly(run, sentence = 0) {
  const { learner } = run;
  const batch = run.batch();
  const own = placesOf(batch.lengths[sentence] ?? 0, learner.task.sentences, sentence);
  const before = lookAt(learner, batch, sentence);
  const numbers = learner.numbers.slice();
  const { layers, see, given } = written(learner, batch, sentence);
  const updated = run.step(batch, see);
  given((strand, signal) => strand.derivatives(signal));
  const after = lookAt(learner, batch, sentence);
  const steps = stepsOf(run, numbers);
  return {
    ...updated,
    inputs: batch.rows ? own.map((place) => batch.rows?.[place] ?? 0) : null,
    weights: own.map((place) => batch.weights[place] ?? 0),
    signals: before.layers,
    before: before.answer,
    derivatives: layers,
    sizes: sizesOf(layers, learner.plan.units),
    steps,
    after: after.answer,
  };
}

/** The places of a sentence in a batch. @param {number} steps @param {number} sentences @param {number} sentence */
const placesOf = (steps, sentences, sentence) => Array.from({ length: steps }, (_, step) => step * sentences + sentence);

/** By how much each weight has moved. @param {Run} run @param {Float32Array} before */
function stepsOf({ learner }, before) {
  const moved = learner.numbers.map((one, k) => one - (before[k] ?? 0));
  let first = 0;
  return learner.parameters.map(({ name, shape }) => {
    const step = moved.slice(first, (first += sizeOf(shape)));
    return { name, shape, step, size: Math.hypot(...step) };
  });
}
