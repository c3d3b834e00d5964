// To look into a network: every signal of one sentence, how large gradients are at each step, and where numbers stop being
// finite.

import { probabilities } from "./losses.js";

/** @import { Batch, Learner } from "./learner.js" */
/** @import { Direction, SeeAll } from "./stack.js" */
/** @import { Strand } from "./strand.js" */
/**
 * @typedef {Record<string, Float32Array>} Signals ``(steps, units)``, in the order of the sentence
 * @typedef {Partial<Record<Direction, Signals>>[]} Layers the lowest first
 * @typedef {(strand: Strand, signal: string) => number} PlaceOf
 * @typedef {{pass: "forward" | "backward", step: number, layer: number, direction: Direction, signal: string}} Broken the first
 *   place where a number is not finite
 */

/**
 * Every signal of one sentence, and what is said at every place: probabilities, or numbers, ``(steps, answers)``.
 * @param {Learner} learner
 * @param {Batch} batch
 * @param {number} [sentence]
 */
export function lookAt(learner, batch, sentence = 0) {
  const { layers, see, given } = written(learner, batch, sentence);
  const { outputs } = learner.answer({ ...batch, weights: batch.weights.map(() => 1) }, { see });
  const { readout: { answers }, task: { sentences, says } } = learner;
  const length = batch.lengths[sentence] ?? 0;
  const answer = new Float32Array(length * answers);
  for (let step = 0; step < length; step++) {
    const own = outputs.subarray((step * sentences + sentence) * answers).subarray(0, answers);
    answer.set(says === "classes" ? probabilities(own) : own, step * answers);
  }
  given((strand, signal) => strand.values(signal));
  return { layers, answer };
}

/**
 * Which class is the likeliest behind the last place of the first sentence of a batch, and how probable it is.
 * @param {Learner} learner
 * @param {Batch} batch
 * @param {(answer: number) => boolean} isKnown whether it may be one: of invented names those that were read
 */
export function answerTo(learner, batch, isKnown) {
  const weights = new Float32Array(batch.weights.length);
  weights[weights.length - learner.task.sentences] = 1;
  const { outputs } = learner.answer({ ...batch, weights });
  const chances = probabilities(outputs.slice(0, learner.readout.answers).map((one, k) => (isKnown(k) ? one : -Infinity)));
  const likeliest = chances.reduce((best, one, k) => (one > (chances[best] ?? 0) ? k : best), 0);
  return { answer: likeliest, p: chances[likeliest] ?? 0 };
}

/**
 * How much each unit of the top layer's memory swings at a place, from one sequence to the other: its standard deviation. A
 * memory is looked at through tanh, as it is when a cell reads it: there, 9 and 13 are the same.
 * @param {Layers[]} all
 * @param {{memory: string, place: number}} which
 * @param {number} units
 */
export function heldBy(all, { memory, place }, units) {
  const values = all.map((layers) => layers.at(-1)?.forward?.[memory] ?? new Float32Array(0));
  return Float32Array.from({ length: units }, (_, unit) => {
    const each = values.map((one) => Math.tanh(one[place * units + unit] ?? 0));
    const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
    return Math.sqrt(each.reduce((sum, one) => sum + (one - mean) ** 2, 0) / each.length);
  });
}

/**
 * The derivatives of a batch's loss with respect to every signal of one sentence; how long they are at each step.
 * @param {Learner} learner
 * @param {Batch} batch
 * @param {number} [sentence]
 */
export function gradientsAt(learner, batch, sentence = 0) {
  const { layers, see, given } = written(learner, batch, sentence);
  const loss = learner.loss(batch, see);
  given((strand, signal) => strand.derivatives(signal));
  return { loss, derivatives: layers, sizes: sizesOf(layers, learner.plan.units) };
}

/**
 * Writes down what is shown of one sentence of a batch.
 * @param {Learner} learner
 * @param {Batch} batch
 * @param {number} sentence
 * @returns {{layers: Layers, see: SeeAll, given: (placeOf: PlaceOf) => void}} ``given`` is to be called afterwards, for signals
 *   that no operation makes, such as clocks: they are there from the beginning
 */
export function written(learner, batch, sentence) {
  const { units } = learner.plan;
  const length = batch.lengths[sentence] ?? 0;
  /** @type {Layers} */
  const layers = learner.stack.layers.map(({ lanes }) => Object.fromEntries(lanes.map(({ strand, direction }) => {
    const empty = strand.program.signals.map((signal) => [signal, new Float32Array(length * units)]);
    return [direction, Object.fromEntries(empty)];
  })));
  /** @type {SeeAll} */
  const see = (layer, direction, signal, step, place) => {
    if (step >= length) return;
    const at = direction === "forward" ? step : length - 1 - step;
    layers[layer]?.[direction]?.[signal]?.set(learner.room.at(place + 4 * sentence * units, units), at * units);
  };
  /** @param {PlaceOf} placeOf */
  const given = (placeOf) => learner.stack.layers.forEach(({ lanes }, layer) => lanes.forEach(({ strand, direction }) => {
    for (const signal of Object.keys(strand.program.given)) {
      const place = placeOf(strand, signal);
      for (let step = 0; step < length; step++) see(layer, direction, signal, step, place + step * strand.block);
    }
  }));
  return { layers, see, given };
}

/** The length of each vector. @param {Layers} layers @param {number} units @returns {Layers} */
export function sizesOf(layers, units) {
  const sizes = (/** @type {Float32Array} */ values) => Float32Array.from({ length: values.length / units }, (_, step) => (
    Math.hypot(...values.subarray(step * units, (step + 1) * units))
  ));
  return layers.map((layer) => each(layer, (signals) => each(signals, sizes)));
}

/**
 * The same names, each with what is made of its value.
 * @template A, B
 * @param {Record<string, A>} some
 * @param {(value: A) => B} made
 * @returns {Record<string, B>}
 */
const each = (some, made) => Object.fromEntries(Object.entries(some).map(([name, value]) => [name, made(value)]));

/**
 * Where numbers stop being finite in a batch, on the way forward or on the way back. Undefined: nowhere among the signals.
 * @param {Learner} learner
 * @param {Batch} batch
 * @returns {Broken | undefined}
 */
export function broken(learner, batch) {
  const count = learner.plan.units * learner.task.sentences;
  /** @type {Broken | undefined} */
  let first;
  /** @param {Broken["pass"]} pass @returns {SeeAll} */
  const watch = (pass) => (layer, direction, signal, step, place) => {
    if (!first && !learner.room.at(place, count).every(Number.isFinite)) first = { pass, step, layer, direction, signal };
  };
  learner.answer(batch, { see: watch("forward") });
  if (!first) learner.loss(batch, watch("backward"));
  return first;
}
