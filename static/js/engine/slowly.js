// One update in slow motion: forward along a sentence, back from its last answer, the step of each weight, and what is said
// now.

import { gradientsAt, lookAt } from "./looks.js";
import { sizeOf } from "./weights.js";

/** @import { Batch } from "./learner.js" */
/** @import { Run } from "./run.js" */

/**
 * The next update of a run, in parts. The run goes on as after any other update. The step is that of the whole batch; the
 * gradient that is shown comes from one answer alone, so that one sees how far back it reaches.
 * @param {Run} run
 * @param {number} [most] steps of the sentence that is shown: the longest that has no more, else the shortest of the batch
 */
export function slowly(run, most = Infinity) {
  const { learner } = run;
  const batch = run.batch();
  const sentence = shownOf(batch.lengths, most);
  const own = placesOf(batch.lengths[sentence] ?? 0, learner.task.sentences, sentence);
  const weights = own.map((place) => batch.weights[place] ?? 0);
  const place = weights.lastIndexOf(Math.max(...weights));
  const before = lookAt(learner, batch, sentence);
  const only = batch.weights.map((_, one) => Number(one === own[place]));
  const { loss, sizes } = gradientsAt(learner, { ...batch, weights: only }, sentence);
  const numbers = learner.numbers.slice();
  const updated = run.step(batch);
  return {
    ...updated,
    ...givenAt(batch, own),
    weights,
    answer: { place, loss, sizes },
    signals: before.layers,
    before: before.answer,
    steps: stepsOf(run, numbers),
    after: lookAt(learner, batch, sentence).answer,
  };
}

/** @param {Uint32Array} lengths @param {number} most */
function shownOf(lengths, most) {
  const [fits, all] = [[...lengths].filter((one) => one > 0 && one <= most), [...lengths].filter(Boolean)];
  return lengths.indexOf(fits.length ? Math.max(...fits) : Math.min(...all));
}

/** The places of a sentence in a batch. @param {number} steps @param {number} sentences @param {number} sentence */
const placesOf = (steps, sentences, sentence) => Array.from({ length: steps }, (_, step) => step * sentences + sentence);

/** What is read and what is wanted at some places: a number or a vector for each. @param {Batch} batch @param {number[]} own */
function givenAt({ rows, x, targets, weights }, own) {
  const at = (/** @type {Float32Array | Uint32Array} */ values) => {
    const width = values.length / weights.length;
    return own.map((place) => (width === 1 ? values[place] ?? 0 : [...values.subarray(place * width, (place + 1) * width)]));
  };
  return { inputs: at(rows ?? x ?? weights), targets: at(targets) };
}

/** By how much each weight has moved. @param {Run} run @param {Float32Array} before */
function stepsOf({ learner }, before) {
  const moved = learner.numbers.map((one, k) => one - (before[k] ?? 0));
  let first = 0;
  return learner.parameters.map(({ name, shape }) => {
    const step = moved.slice(first, (first += sizeOf(shape)));
    return { name, shape, step, size: Math.hypot(...step) };
  });
}
