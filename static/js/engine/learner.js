// A network that learns: a stack of layers, a readout above it, a loss, and one update after the other.
//
// It reads numbers (vectors as they are), symbols (each an input of its own), or words (rows of a table that is learned, and
// that answers are chosen from). It says classes, of which the likeliest counts, or numbers.

import { Adam } from "./adam.js";
import { classLoss, numberLoss } from "./losses.js";
import { Plain, plainParameters } from "./readout.js";
import { Stack } from "./stack.js";
import { Tied, tiedParameters } from "./tied.js";
import { laidOut, startOf } from "./weights.js";

/** @import { Program, Source } from "./strand.js" */
/** @import { Room } from "./room.js" */
/** @import { Direction, SeeAll } from "./stack.js" */
/** @import { Open, Parameter } from "./weights.js" */
/**
 * @typedef {{
 *   programs: Program[], output: string, parameters: Parameter[], inputs: number, units: number, layers: number,
 *   directions: Direction[],
 * }} Plan of the stack, as the app tells of it: the program of the first layer, and that of all others
 * @typedef {{
 *   reads: "numbers" | "symbols" | "words", says: "classes" | "numbers", symbols: number, answers: number, fresh: number,
 *   steps: number, sentences: number,
 * }} Task ``symbols``: those that are known; ``fresh``: words that never are; ``steps``, ``sentences``: the most of a batch
 * @typedef {{rate: number, clip: number}} Pace
 * @typedef {{
 *   steps: number, lengths: Uint32Array, rows?: Uint32Array, x?: Float32Array, targets: Float32Array, weights: Float32Array,
 *   fresh?: Float32Array,
 * }} Batch all are ``(steps, sentences)``. ``rows``: symbols or words, ``x``: vectors instead; ``targets``: a class each, or
 *   ``answers`` numbers; ``weights``: how much each counts, 0 where nothing is asked; ``fresh``: vectors of words never seen
 */

export class Learner {
  /**
   * @param {Room} room
   * @param {Plan} plan
   * @param {Task} task
   */
  constructor(room, plan, task) {
    this.room = room;
    this.plan = plan;
    this.task = { ...task, sentences: Math.ceil(task.sentences / 4) * 4 };
    const { steps, sentences, reads, symbols, answers, fresh } = this.task;
    const tied = reads === "words";
    const [wide, rows] = [plan.units * plan.directions.length, steps * sentences];
    const ofReadout = tied ? tiedParameters(symbols, plan.inputs, wide) : plainParameters(answers, wide);
    this.parameters = [...plan.parameters, ...ofReadout];
    this.weights = laidOut(room, this.parameters);
    this.gradients = laidOut(room, this.parameters);
    const learned = { weights: this.weights.of, gradients: this.gradients.of };
    const program = (/** @type {number} */ layer) => /** @type {Program} */ (plan.programs[layer] ?? plan.programs.at(-1));
    const words = reads === "numbers" ? 0 : symbols + (tied ? fresh : 0);
    this.stack = new Stack(room, program, plan.output, learned, plan, { steps, sentences, words });
    this.tied = tied ? new Tied(room, learned, rows, fresh) : null;
    this.readout = this.tied ?? new Plain(room, learned, rows);
    const one = room.take(reads === "symbols" ? symbols * symbols : 0); // a symbol is an input of its own
    if (reads === "symbols") for (let n = 0; n < symbols; n++) room.at(one, symbols * symbols)[n * (symbols + 1)] = 1;
    /** @type {Source} */
    this.source = {
      x: this.tied ? this.tied.scaled : reads === "symbols" ? one : room.take(rows * plan.inputs),
      rows: words ? room.take(rows) : 0,
      count: words || rows,
    };
    this.answerRows = room.take(rows); // the numbers of the rows that have a target
    this.hidden = room.take(rows * wide); // their hidden states
    this.dHidden = room.take(rows * wide);
    this.adam = new Adam(this.weights.count);
  }

  /** All learned numbers: a view. */
  get numbers() {
    return this.room.at(this.weights.place, this.weights.count);
  }

  /** @param {number} seed @param {Open} open */
  begin(seed, open) {
    this.numbers.set(startOf(this.parameters, seed, open));
    this.adam = new Adam(this.weights.count);
  }

  /**
   * The outputs at the places with a target, before any softmax: a view, ``(count, answers)``, and the rows that these are of.
   * @param {Batch} batch
   * @param {{first?: number, see?: SeeAll}} [more] ``first``: the steps before it were run already
   */
  answer(batch, more = {}) {
    const { room, stack, readout, source, tied } = this;
    if (batch.fresh) tied?.put(batch.fresh);
    if (batch.rows) room.whole(source.rows, batch.rows.length).set(batch.rows);
    if (batch.x) room.at(source.x, batch.x.length).set(batch.x);
    stack.lengths.set(batch.lengths);
    if (!more.first) {
      readout.load();
      stack.load();
    }
    const output = stack.forward(source, batch.steps, more);
    const rows = this.#rowsWithWeight(batch, more.first ?? 0);
    room.kernels.gather(this.hidden, output, this.answerRows, rows.length, 4 * stack.wide);
    readout.forward(this.hidden, rows.length);
    return { outputs: room.at(readout.logits, rows.length * readout.answers), rows };
  }

  /**
   * The weighted mean of the loss; then all gradients are there.
   * @param {Batch} batch
   * @param {SeeAll} [see] is told of derivatives on the way back
   */
  loss(batch, see) {
    const { room, stack, readout, tied, task } = this;
    const { rows } = this.answer(batch);
    const outputs = { place: readout.logits, answers: readout.answers, rows };
    const loss = (task.says === "classes" ? classLoss : numberLoss)(room, outputs, batch);
    room.at(this.gradients.place, this.gradients.count).fill(0);
    readout.backward(this.hidden, rows.length, this.dHidden);
    room.at(stack.dOut, batch.weights.length * stack.wide).fill(0);
    room.kernels.scatter(stack.dOut, this.dHidden, this.answerRows, rows.length, 4 * stack.wide);
    stack.backward(tied ? tied.back : 0, see);
    tied?.gather();
    return loss;
  }

  /**
   * One update. The norm of its gradient is that before clipping; where it is not finite, nothing was changed.
   * @param {Batch} batch
   * @param {Pace} pace
   * @param {SeeAll} [see]
   */
  update(batch, { rate, clip }, see) {
    const loss = this.loss(batch, see);
    const norm = this.adam.step(this.numbers, this.room.at(this.gradients.place, this.gradients.count), rate, clip);
    return { loss, norm };
  }

  /** The rows with a weight, from a step on; at least one. @param {Batch} batch @param {number} first */
  #rowsWithWeight({ weights }, first) {
    const all = this.room.whole(this.answerRows, weights.length);
    let count = 0;
    for (let row = first * this.task.sentences; row < weights.length; row++) if (weights[row]) all[count++] = row;
    return all.subarray(0, Math.max(count, 1));
  }
}
