// Words in and words out of one table, as model/network/batch.py:
//
//   x       = sqrt(width) * table[word]
//   logits  = scale * (P h + p) @ table.T + b
//
// The first rows of the table are learned. Those behind them are fresh: vectors of words that were never seen, which share
// one learned bias and are not learned themselves.

import { addProducts, addRows, rowsTimes, turnRound } from "./products.js";
import { generator, normal } from "./random.js";
import { placesOf } from "./readout.js";

/** @import { Learned } from "./readout.js" */
/** @import { Room } from "./room.js" */
/** @import { Parameter } from "./weights.js" */

/** @param {number} words @param {number} width @param {number} wide @returns {Parameter[]} */
export const tiedParameters = (words, width, wide) => [
  { name: "embedding", shape: [words, width], start: "matrix" },
  { name: "readout.P", shape: [width, wide], start: "matrix" },
  { name: "readout.p", shape: [width], start: "zero" },
  { name: "readout.b", shape: [words], start: "zero" },
  { name: "readout.b_unknown", shape: [1], start: "zero" },
  { name: "readout.scale", shape: [1], start: "scale" },
];

export class Tied {
  /**
   * @param {Room} room
   * @param {Learned} learned
   * @param {number} rows that there may be at once
   * @param {number} fresh vectors, at most
   */
  constructor(room, { weights, gradients }, rows, fresh) {
    const [words = 0, width = 0] = weights["embedding"]?.shape ?? [];
    this.room = room;
    this.words = words;
    this.width = width;
    this.wide = weights["readout.P"]?.shape[1] ?? 0;
    this.answers = words + fresh;
    this.of = placesOf(weights);
    this.into = placesOf(gradients);
    this.factor = Math.sqrt(width);
    const { answers, wide } = this;
    this.table = room.take(answers * width);
    this.scaled = room.take(answers * width); // what goes in: the table times ``factor``
    this.back = room.take(answers * width); // and what it gets back
    this.across = room.take(answers * width); // the table turned round
    this.turned = room.take(width * wide); // and P
    this.bias = room.take(answers);
    this.sums = room.take(answers);
    this.query = room.take(rows * width);
    this.dQuery = room.take(rows * width);
    this.logits = room.take(rows * answers);
  }

  /** Fresh vectors: in random directions, as long as the learned ones are in the mean. @param {Float32Array} fresh */
  put(fresh) {
    this.room.at(this.table, this.answers * this.width).set(fresh, this.words * this.width);
  }

  /** The mean length of the learned vectors. */
  get length() {
    const learned = this.room.at(this.of("embedding"), this.words * this.width);
    let sum = 0;
    for (let at = 0; at < learned.length; at += this.width) sum += Math.hypot(...learned.subarray(at, at + this.width));
    return sum / this.words;
  }

  /** Such vectors, the same for the same seeds, of which there is one for each. @param {number[]} seeds */
  drawn(seeds) {
    return freshVectors(seeds, this.width, this.length);
  }

  load() {
    const { room, words, width, wide, answers, factor } = this;
    const [table, scaled] = [room.at(this.table, answers * width), room.at(this.scaled, answers * width)];
    table.set(room.at(this.of("embedding"), words * width));
    for (let k = 0; k < table.length; k++) scaled[k] = factor * (table[k] ?? 0);
    turnRound(room, this.across, this.table, answers, width);
    turnRound(room, this.turned, this.of("readout.P"), width, wide);
    const bias = room.at(this.bias, answers);
    bias.fill(room.at(this.of("readout.b_unknown"), 1)[0] ?? 0);
    bias.set(room.at(this.of("readout.b"), words));
  }

  /** @param {number} hidden the place of ``(count, wide)`` @param {number} count */
  forward(hidden, count) {
    const { room, width, wide, answers } = this;
    rowsTimes(room, this.query, hidden, this.turned, [count, wide, width], this.of("readout.p"));
    const [query, scale] = [room.at(this.query, count * width), this.#scale];
    for (let k = 0; k < query.length; k++) query[k] = scale * (query[k] ?? 0);
    rowsTimes(room, this.logits, this.query, this.across, [count, width, answers], this.bias);
  }

  get #scale() {
    return this.room.at(this.of("readout.scale"), 1)[0] ?? 0;
  }

  /**
   * From the derivatives of the logits to those of the hidden states.
   * @param {number} hidden
   * @param {number} count
   * @param {number} back
   */
  backward(hidden, count, back) {
    const { room, words, width, wide, answers, of, into } = this;
    rowsTimes(room, this.dQuery, this.logits, this.table, [count, answers, width]);
    addProducts(room, into("embedding"), this.logits, this.query, [count, words, width], answers);
    const sums = room.at(this.sums, answers).fill(0);
    addRows(room, this.sums, this.logits, count, answers);
    const [known, unknown] = [room.at(into("readout.b"), words), room.at(into("readout.b_unknown"), 1)];
    sums.forEach((sum, word) => {
      const [into, at] = word < words ? [known, word] : [unknown, 0];
      into[at] = (into[at] ?? 0) + sum;
    });
    const [query, dQuery] = [room.at(this.query, count * width), room.at(this.dQuery, count * width)];
    const scale = this.#scale;
    let ofScale = 0;
    for (let k = 0; k < query.length; k++) {
      ofScale += (query[k] ?? 0) * (dQuery[k] ?? 0);
      dQuery[k] = scale * (dQuery[k] ?? 0);
    }
    const own = room.at(into("readout.scale"), 1);
    own[0] = (own[0] ?? 0) + ofScale / scale; // the query that was kept has the scale in it
    addProducts(room, into("readout.P"), this.dQuery, hidden, [count, width, wide]);
    addRows(room, into("readout.p"), this.dQuery, count, width);
    rowsTimes(room, back, this.dQuery, of("readout.P"), [count, width, wide]);
  }

  /** What came back to the vectors that went in is added to the gradients of the learned ones. */
  gather() {
    const [from, to] = [this.back, this.into("embedding")].map((place) => this.room.at(place, this.words * this.width));
    for (let k = 0; from && to && k < to.length; k++) to[k] = (to[k] ?? 0) + this.factor * (from[k] ?? 0);
  }
}

/**
 * Vectors in random directions, all of one length, the same for the same seeds.
 * @param {number[]} seeds of each
 * @param {number} width
 * @param {number} length
 */
function freshVectors(seeds, width, length) {
  const vectors = new Float32Array(seeds.length * width);
  seeds.forEach((seed, n) => {
    const vector = normal(generator(seed), width);
    const factor = length / Math.hypot(...vector);
    vectors.set(vector.map((one) => one * factor), n * width);
  });
  return vectors;
}
