// A run: one network learning from one set. What is learned at an update follows from the seed and the number of the update
// alone, so that a run can be had again.

import { judged, rightAt } from "./judge.js";
import { broken } from "./looks.js";
import { generator, seedOf, shuffled } from "./random.js";
import { batchOf } from "./sets.js";

/** @import { Judged } from "./judge.js" */
/** @import { Broken } from "./looks.js" */
/** @import { Batch, Learner } from "./learner.js" */
/** @import { SeeAll } from "./stack.js" */
/** @import { Sequences, Counts } from "./sets.js" */
/** @import { Open } from "./weights.js" */
/**
 * @typedef {{seed: number, rate: number, clip: number, batch: number, counts: Counts, open: Open, tolerance: number}} Settings
 *   ``batch``: sequences of an update, not more than there is room for; ``tolerance``: how far a number may be off
 * @typedef {{update: number, numbers: Float32Array, first: Float32Array, second: Float32Array, steps: number}} Snapshot
 * @typedef {{update: number, loss: number, norm: number, broken?: Broken | true}} Updated ``broken``: numbers have
 *   stopped being finite, and where; true: no signal's, but those of a weight's gradient
 */

const EXAM = 7919; // in place of an update's number, for the fresh vectors of what is not learned from

export class Run {
  /**
   * @param {Learner} learner
   * @param {Sequences} taught
   * @param {Settings} settings those of them that are read at each update may be changed
   */
  constructor(learner, taught, settings) {
    this.learner = learner;
    this.taught = taught;
    this.settings = settings;
    this.update = 0;
    this.order = { epoch: -1, of: new Uint32Array(0) };
  }

  begin() {
    this.learner.begin(this.settings.seed, this.settings.open);
    this.update = 0;
    this.order.epoch = -1;
  }

  /** The batch of the next update: every sequence comes once before any comes again. @returns {Batch} */
  batch() {
    const { seed, batch: size, counts } = this.settings;
    const whole = Math.max(1, Math.floor(this.taught.count / size));
    const epoch = Math.floor(this.update / whole);
    if (this.order.epoch !== epoch) this.order = { epoch, of: shuffled(generator(seedOf([seed, epoch])), this.taught.count) };
    const first = (this.update % whole) * size;
    const batch = batchOf(this.taught, this.order.of.subarray(first, first + size), this.learner.task.sentences, counts);
    return this.withFresh(batch, this.update);
  }

  /** Names that nobody ever saw are new ones in each batch. @param {Batch} batch @param {number} number @returns {Batch} */
  withFresh(batch, number) {
    const { tied, task } = this.learner;
    if (!tied) return batch;
    const seeds = Array.from({ length: task.fresh }, (_, n) => seedOf([this.settings.seed, number, n]));
    return { ...batch, fresh: tied.drawn(seeds) };
  }

  /** @param {Batch} [batch] @param {SeeAll} [see] @returns {Updated} */
  step(batch = this.batch(), see) {
    const { loss, norm } = this.learner.update(batch, this.settings, see);
    const update = this.update++;
    if (Number.isFinite(loss) && Number.isFinite(norm)) return { update, loss, norm };
    return { update, loss, norm, broken: broken(this.learner, batch) ?? true };
  }

  /**
   * What the network makes of a set, from batch to batch.
   * @param {Sequences} set
   * @param {number} [most] sequences, the first ones
   * @returns {Generator<void, Judged>}
   */
  *judge(set, most = set.count) {
    const { sentences } = this.learner.task;
    const each = [];
    for (let first = 0; first < Math.min(most, set.count); first += sentences) {
      const which = Array.from({ length: Math.min(sentences, most - first, set.count - first) }, (_, n) => first + n);
      const batch = batchOf(set, which, sentences, { little: 0, much: 1 });
      each.push(rightAt(this.learner, this.withFresh(batch, EXAM + first), { set, which }, this.settings.tolerance));
      yield;
    }
    return judged(each.flat());
  }

  /** All that is needed to go on from here. @returns {Snapshot} */
  snapshot() {
    const { numbers, adam } = this.learner;
    const [first, second] = [adam.first.slice(), adam.second.slice()];
    return { update: this.update, numbers: numbers.slice(), first, second, steps: adam.steps };
  }

  /** @param {Snapshot} snapshot */
  restore({ update, numbers, first, second, steps }) {
    const { learner } = this;
    this.update = update;
    learner.numbers.set(numbers);
    learner.adam.first.set(first);
    learner.adam.second.set(second);
    learner.adam.steps = steps;
  }
}
