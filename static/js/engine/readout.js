// From hidden states to answers: logits = W h + b. They are classes, of which the likeliest is said, or numbers.

import { addProducts, addRows, rowsTimes, turnRound } from "./products.js";

/** @import { Weights } from "./strand.js" */
/** @import { Room } from "./room.js" */
/** @import { Parameter } from "./weights.js" */
/** @typedef {{weights: Weights, gradients: Weights}} Learned */

/** @param {number} answers @param {number} wide @returns {Parameter[]} */
export const plainParameters = (answers, wide) => [
  { name: "readout.W", shape: [answers, wide], start: "matrix" },
  { name: "readout.b", shape: [answers], start: "zero" },
];

export class Plain {
  /**
   * @param {Room} room
   * @param {Learned} learned
   * @param {number} rows that there may be at once
   */
  constructor(room, { weights, gradients }, rows) {
    const [answers = 0, wide = 0] = weights["readout.W"]?.shape ?? [];
    this.room = room;
    this.answers = answers;
    this.wide = wide;
    this.of = placesOf(weights);
    this.into = placesOf(gradients);
    this.turned = room.take(wide * answers); // (wide, answers)
    /** Where the answers are, ``(count, answers)``, and then their derivatives. */
    this.logits = room.take(rows * answers);
  }

  load() {
    turnRound(this.room, this.turned, this.of("readout.W"), this.answers, this.wide);
  }

  /** @param {number} hidden the place of ``(count, wide)`` @param {number} count */
  forward(hidden, count) {
    rowsTimes(this.room, this.logits, hidden, this.turned, [count, this.wide, this.answers], this.of("readout.b"));
  }

  /**
   * From the derivatives of the logits to those of the hidden states.
   * @param {number} hidden
   * @param {number} count
   * @param {number} back
   */
  backward(hidden, count, back) {
    const { room, answers, wide, logits, of, into } = this;
    addProducts(room, into("readout.W"), logits, hidden, [count, answers, wide]);
    addRows(room, into("readout.b"), logits, count, answers);
    rowsTimes(room, back, logits, of("readout.W"), [count, answers, wide]);
  }
}

/** @param {Weights} weights @returns {(name: string) => number} */
export const placesOf = (weights) => (name) => /** @type {Weights[string]} */ (weights[name]).place;
