// One layer in one direction: a program with its weights and its arrays, for a batch of sentences of so many steps. It makes
// the calls that the compiler has written down; model/engine/workspace.py makes the same ones with NumPy.
//
// A vector is a block of (sentences, units). What is kept has a block for each step, and one for the step before the first.

/** @import { Kernels, Room } from "./room.js" */
/**
 * @typedef {[store: number, first: number, count: number, before: boolean]} Ref
 * @typedef {[matrix: string | null, scale: number, slowToFast: boolean]} Column
 * @typedef {[operation: string, out: Ref, args: Ref[], names: string[]]} Op
 * @typedef {{kind: string, name?: string, number?: number, count?: number, kept?: boolean, columns?: Column[]}} Store
 * @typedef {{
 *   signals: string[], states: string[], below: string[], gathers: string[], given: Record<string, number[] | number>,
 *   stores: Store[], where: Record<string, Ref>, derivative: Record<string, Ref>,
 *   hoisted: [Column, [number, string][], number, number][], forward: Op[], reverse: Op[],
 *   matrix_gradients: [Column[], Ref, Ref][],
 * }} Program as model/engine/travel.py writes it
 * @typedef {Record<string, {place: number, shape: number[]}>} Weights
 * @typedef {{inputs: number, units: number, steps: number, sentences: number, words: number}} Size ``sentences``: a multiple
 *   of four; ``words``: the rows of a table that the input is looked up in, 0 where there is none
 * @typedef {{x: number, rows: number, count: number}} Source what goes in. ``x``: the place of vectors, (count, inputs);
 *   ``rows``: the place of the row of each (step, sentence) in them; 0: there is one for each, in their order
 * @typedef {(signal: string, step: number, place: number) => void} See is told of a signal when its block is complete
 */

const MATRICES = ["matrix", "matrix back"];

export class Strand {
  /**
   * @param {Room} room
   * @param {Program} program
   * @param {Weights} weights those that are learned
   * @param {Weights} gradients
   * @param {Size} size
   */
  constructor(room, program, weights, gradients, size) {
    const { inputs, units, steps, sentences, words } = (this.size = size);
    this.room = room;
    this.program = program;
    this.weights = weights;
    this.gradients = gradients;
    this.block = 4 * sentences * units; // bytes
    this.places = program.stores.map(({ kind, count = 1, kept, columns }) => room.take(
      MATRICES.includes(kind) ? (columns?.length ?? 0) * units * units : count * sentences * units * (kept ? steps + 1 : 1),
    ));
    this.input = program.hoisted.map(() => room.take(inputs * units));
    this.inputBack = program.hoisted.map(() => room.take(inputs * units));
    this.bias = program.hoisted.map(() => room.take(units));
    this.looked = program.hoisted.map(() => room.take(words * units)); // what a word gives to each gate, and what it gets back
    this.ones = room.ones(Math.max(steps * sentences, words));
    this.sums = room.take(Math.max(units, inputs) * units);
    this.groups = groupsOf(program, units);
    this.forwardCalls = program.forward.map((op) => this.#bound(op));
    this.reverseCalls = program.reverse.map((op) => this.#bound(op));
    this.#fillGiven();
  }

  // Places.

  /** Of the n-th vector of a ref, at the first step; and how far the next step is. @param {Ref} ref */
  #vector([store, first, count, before], n = 0) {
    const { kept, kind } = this.#store(store);
    const place = this.places[store] ?? 0;
    if (["vector", "number"].includes(kind)) return { place, stride: 0 };
    const nth = first + (count > 1 ? n : 0);
    if (!kept) return { place: place + nth * this.block, stride: 0 };
    return { place: place + (nth * (this.size.steps + 1) + (before ? 0 : 1)) * this.block, stride: this.block };
  }

  /** @param {number} n */
  #store(n) {
    return /** @type {Store} */ (this.program.stores[n]);
  }

  /** Where a signal's values are, from the first step on. @param {string} signal */
  values(signal) {
    return this.#vector(/** @type {Ref} */ (this.program.where[signal])).place;
  }

  /** The same of the derivatives with respect to it. @param {string} signal */
  derivatives(signal) {
    return this.#vector(/** @type {Ref} */ (this.program.derivative[signal])).place;
  }

  /** The place of a store by what it is; -1 if there is none. @param {string} kind @param {string} name */
  #named(kind, name) {
    return this.program.stores.findIndex((store) => store.kind === kind && (store.name ?? "") === name);
  }

  /**
   * Where the layer below has to put a signal, or finds its derivatives.
   * @param {"below" | "d below"} kind
   * @param {string} name
   */
  below(kind, name) {
    return this.#vector([this.#named(kind, name), 0, 1, false]).place;
  }

  // Operations.

  /** @param {Op} op @returns {(step: number) => void} */
  #bound([operation, out, args]) {
    if (operation === "nothing") return () => {};
    if (operation.startsWith("product")) return this.#product(out, args, operation === "product back");
    const { kernels } = this.room;
    const bytes = this.block;
    const calls = Array.from({ length: out[2] }, (_, n) => {
      const [to, a, b] = [out, ...args].map((ref) => this.#vector(ref, n));
      if (!to || !a) throw new Error(`${operation} without an operand`);
      const kernel = kernels[/** @type {keyof Kernels} */ (operation)];
      if (!kernel) throw new Error(`there is no operation ${operation}`);
      if (!b) return (/** @type {number} */ step) => kernel(to.place + step * to.stride, a.place + step * a.stride, bytes);
      return (/** @type {number} */ step) => (
        kernel(to.place + step * to.stride, a.place + step * a.stride, b.place + step * b.stride, bytes)
      );
    });
    const [one] = calls;
    return calls.length === 1 && one ? one : (step) => calls.forEach((call) => call(step));
  }

  /**
   * Vectors times fused matrices: one vector by several matrices, or on the way back several by one each, added up.
   * @param {Ref} out
   * @param {Ref[]} args
   * @param {boolean} back
   */
  #product(out, [source, matrices], back) {
    const { units, sentences } = this.size;
    const { matmul } = this.room.kernels;
    const row = 4 * units;
    if (!source || !matrices) throw new Error("a product of nothing");
    const count = this.#store(matrices[0]).columns?.length ?? 0;
    const first = this.places[matrices[0]] ?? 0;
    const places = Array.from({ length: count }, (_, n) => ({
      to: this.#vector(out, back ? 0 : n),
      from: this.#vector(source, back ? n : 0),
      matrix: first + n * units * row,
    }));
    return (/** @type {number} */ step) => {
      for (let n = 0; n < count; n++) {
        const { to, from, matrix } = /** @type {typeof places[0]} */ (places[n]);
        const [out, a] = [to.place + step * to.stride, from.place + step * from.stride];
        matmul(out, row, a, row, 4, matrix, row, sentences, units, units, back && n ? 1 : 0);
      }
    };
  }

  // Weights.

  /** Takes over the learned weights as they are now: as ``FusedWeights.load`` does. */
  load() {
    const { room, size: { units, sentences, inputs } } = this;
    this.program.stores.forEach(({ kind, name = "", number = 0, columns = [] }, n) => {
      const place = this.places[n] ?? 0;
      if (kind === "vector") {
        const vector = this.#learned(name);
        const to = room.at(place, sentences * units);
        for (let k = 0; k < to.length; k++) to[k] = number * (vector[k % units] ?? 0);
      } else if (kind === "number") room.at(place, sentences * units).fill(number);
      else if (MATRICES.includes(kind)) {
        columns.forEach((column, m) => this.#fill(place + 4 * m * units * units, column, units, kind === "matrix back"));
      }
    });
    this.program.hoisted.forEach(([[matrix, scale, slow], biases, constant, inside], n) => {
      this.#fill(this.input[n] ?? 0, [matrix, scale * inside, slow], inputs, false);
      this.#fill(this.inputBack[n] ?? 0, [matrix, scale, slow], inputs, true);
      const bias = room.at(this.bias[n] ?? 0, units).fill(constant * inside);
      for (const [factor, name] of biases) {
        this.#learned(name).forEach((value, k) => (bias[k] = (bias[k] ?? 0) + factor * inside * value));
      }
    });
  }

  /** @param {string} name */
  #learned(name) {
    const { place, shape } = /** @type {Weights[string]} */ (this.weights[name]);
    return this.room.at(place, shape.reduce((all, one) => all * one, 1));
  }

  /**
   * A learned matrix (units, inputs), turned round unless it is for the way back.
   * @param {number} place
   * @param {Column} column
   * @param {number} inputs
   * @param {boolean} back
   */
  #fill(place, [matrix, scale, slow], inputs, back) {
    if (matrix === null) return;
    const { units } = this.size;
    const [from, to] = [this.#learned(matrix), this.room.at(place, inputs * units)];
    for (let u = 0; u < units; u++) {
      for (let k = 0; k < inputs; k++) {
        const value = slow && !this.#linked(u, k) ? 0 : scale * (from[u * inputs + k] ?? 0);
        to[back ? u * inputs + k : k * units + u] = value;
      }
    }
  }

  /** Links run from slow groups to fast ones. @param {number} to @param {number} from */
  #linked(to, from) {
    return (this.groups[from] ?? 0) >= (this.groups[to] ?? 0);
  }

  /** Signals that hang on nothing computed: clocks and constants. The sentence begins with the first step. */
  #fillGiven() {
    const { steps, sentences, units } = this.size;
    for (const [signal, given] of Object.entries(this.program.given)) {
      const values = this.room.at(this.values(signal), steps * sentences * units);
      if (typeof given === "number") values.fill(given);
      else values.forEach((_, k) => {
        const step = Math.floor(k / (sentences * units));
        values[k] = step % (given[this.groups[k % units] ?? 0] ?? 1) === 0 ? 1 : 0;
      });
    }
  }

  // Runs.

  /**
   * From step ``first`` up to, not including, ``steps``; the source is that of all of them.
   * @param {Source} source
   * @param {number} steps
   * @param {number} [first]
   * @param {See} [see]
   */
  forward(source, steps, first = 0, see) {
    this.program.hoisted.forEach((_, n) => this.#hoist(source, n, steps, first));
    const { forward, where } = this.program;
    for (let step = first; step < steps; step++) {
      for (let n = 0; n < this.forwardCalls.length; n++) {
        this.forwardCalls[n]?.(step);
        if (see) for (const signal of forward[n]?.[3] ?? []) this.#show(see, signal, where, step);
      }
    }
  }

  /**
   * What a gate owes to the input and to its biases, for all steps.
   * @param {Source} source
   * @param {number} n
   * @param {number} steps
   * @param {number} first
   */
  #hoist({ x, rows, count }, n, steps, first) {
    const { inputs, units, sentences } = this.size;
    const { matmul, gather } = this.room.kernels;
    const [all, before] = [steps * sentences, first * sentences];
    const place = this.#vector([this.#named("gates", ""), n, 1, false]).place + first * this.block;
    const [to, from, some] = rows ? [this.looked[n] ?? 0, x, count] : [place, x + 4 * before * inputs, all - before];
    matmul(to, 4 * units, this.ones, 4, 4, this.bias[n] ?? 0, 4 * units, some, 1, units, 0);
    matmul(to, 4 * units, from, 4 * inputs, 4, this.input[n] ?? 0, 4 * units, some, inputs, units, 1);
    if (rows) gather(place, to, rows + 4 * before, all - before, 4 * units);
  }

  /** @param {See} see @param {string} signal @param {Record<string, Ref>} where @param {number} step */
  #show(see, signal, where, step) {
    const { place, stride } = this.#vector(/** @type {Ref} */ (where[signal]));
    see(signal, step, place + step * stride);
  }

  /**
   * Sets to 0 what is added up on the way back. What comes from outside is added after this, before ``reverse``.
   * @param {number} steps
   */
  clear(steps) {
    const { sentences, units } = this.size;
    for (const signal of this.program.gathers) {
      this.room.at(this.derivatives(signal) - this.block, (steps + 1) * sentences * units).fill(0);
    }
    this.program.stores.forEach(({ kind, count = 1, kept }, n) => {
      const each = kept ? this.size.steps + 1 : 1;
      if (kind === "d below" || kind === "gradient") this.room.at(this.places[n] ?? 0, count * sentences * units * each).fill(0);
    });
  }

  /** @param {number} steps @param {See} [see] */
  reverse(steps, see) {
    const { reverse, derivative } = this.program;
    for (let step = steps - 1; step >= 0; step--) {
      for (let n = 0; n < this.reverseCalls.length; n++) {
        if (see) for (const signal of reverse[n]?.[3] ?? []) this.#show(see, signal, derivative, step);
        this.reverseCalls[n]?.(step);
      }
    }
  }

  /**
   * Adds the gradients of the weights; puts those of the source's vectors, shaped as they, at ``back``.
   * @param {Source} source
   * @param {number} steps
   * @param {number} back 0: they are not wanted
   * @param {boolean} add to what is there
   */
  gather({ x, rows, count }, steps, back, add) {
    const { room, program, size: { inputs, units, sentences } } = this;
    const { matmul, scatter } = room.kernels;
    const all = steps * sentences;
    const sums = this.#named("d sums", "");
    program.hoisted.forEach(([column, biases], n) => {
      const { place } = this.#vector([sums, n, 1, false]);
      const [from, some] = rows ? [this.looked[n] ?? 0, count] : [place, all];
      if (rows) {
        room.at(from, count * units).fill(0);
        scatter(from, place, rows, all, 4 * units);
      }
      this.#addMatrix(column, from, x, inputs, some);
      matmul(this.sums, 4 * units, this.ones, 4, 4, from, 4 * units, 1, some, units, 0);
      for (const [factor, name] of biases) this.#add(name, room.at(this.sums, units), factor);
      const [width, matrix] = [4 * inputs, this.inputBack[n] ?? 0];
      if (back) matmul(back, width, from, 4 * units, 4, matrix, width, some, units, inputs, add || n ? 1 : 0);
    });
    for (const [columns, derivative, operand] of program.matrix_gradients) {
      const { place } = this.#vector(operand);
      columns.forEach((column, n) => this.#addMatrix(column, this.#vector(derivative, n).place, place, units, all));
    }
    program.stores.forEach(({ kind, name = "" }, n) => {
      if (kind !== "gradient") return;
      matmul(this.sums, 4 * units, this.ones, 4, 4, this.places[n] ?? 0, 4 * units, 1, sentences, units, 0);
      this.#add(name, room.at(this.sums, units), 1);
    });
  }

  /**
   * The gradient of a matrix (units, inputs): derivatives times operands, summed over steps and sentences.
   * @param {Column} column
   * @param {number} derivative
   * @param {number} operand
   * @param {number} inputs
   * @param {number} rows
   */
  #addMatrix([matrix, scale, slow], derivative, operand, inputs, rows) {
    if (matrix === null) return;
    const { units } = this.size;
    const { matmul } = this.room.kernels;
    const plain = scale === 1 && !slow;
    const to = plain ? /** @type {Weights[string]} */ (this.gradients[matrix]).place : this.sums;
    matmul(to, 4 * inputs, derivative, 4, 4 * units, operand, 4 * inputs, units, rows, inputs, plain ? 1 : 0);
    if (plain) return;
    const sums = this.room.at(this.sums, units * inputs);
    if (slow) sums.forEach((_, k) => this.#linked(Math.floor(k / inputs), k % inputs) || (sums[k] = 0));
    this.#add(matrix, sums, scale);
  }

  /** @param {string} name @param {Float32Array} values @param {number} factor */
  #add(name, values, factor) {
    const { place } = /** @type {Weights[string]} */ (this.gradients[name]);
    const into = this.room.at(place, values.length);
    for (let k = 0; k < values.length; k++) into[k] = (into[k] ?? 0) + factor * (values[k] ?? 0);
  }
}

/** The clock group of each unit: equal parts, the first the fastest. @param {Program} program @param {number} units */
function groupsOf({ given }, units) {
  const clock = Object.values(given).find((one) => Array.isArray(one));
  const groups = Array.isArray(clock) ? clock.length : 1;
  return Array.from({ length: units }, (_, unit) => Math.floor((unit * groups) / units));
}
