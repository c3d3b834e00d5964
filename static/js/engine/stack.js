// Layers of one cell, in one direction or both, for a batch: vectors in, hidden states out, and back. As model/engine/stack.py.

import { Strand } from "./strand.js";

/** @import { Program, Source, Weights } from "./strand.js" */
/** @import { Room } from "./room.js" */
/**
 * @typedef {"forward" | "backward"} Direction
 * @typedef {{inputs: number, units: number, layers: number, directions: Direction[]}} Shape
 * @typedef {{steps: number, sentences: number, words: number}} Most that a run has
 * @typedef {(layer: number, direction: Direction, signal: string, step: number, place: number) => void} SeeAll
 * @typedef {{strand: Strand, direction: Direction, source: Source, turned: boolean, own: number, d: number}} Lane ``own`` and
 *   ``d``: the places of a turned source, and of what it gets back
 * @typedef {{inputs: number, lanes: Lane[], out: number, dx: number}} Layer
 */

export class Stack {
  /**
   * @param {Room} room
   * @param {(layer: number) => Program} program
   * @param {string} output the signal that is handed on
   * @param {{weights: Weights, gradients: Weights}} learned by their whole names, such as ``layers.0.forward.W_f``
   * @param {Shape} shape
   * @param {Most} most
   */
  constructor(room, program, output, { weights, gradients }, shape, most) {
    const { inputs, units, layers, directions } = shape;
    this.room = room;
    this.output = output;
    this.shape = shape;
    this.most = most;
    this.steps = most.steps;
    this.lengths = new Uint32Array(most.sentences).fill(most.steps);
    this.wide = units * directions.length;
    const rows = most.steps * most.sentences;
    this.layers = Array.from({ length: layers }, (_, layer) => {
      const size = { ...most, inputs: layer ? this.wide : inputs, units, words: layer ? 0 : most.words };
      const each = size.words ? 1 : size.inputs; // of a row: its number in the table, or its vector
      const lanes = directions.map((direction, d) => {
        const prefix = `layers.${layer}.${direction}.`;
        const strand = new Strand(room, program(layer), part(weights, prefix), part(gradients, prefix), size);
        const [own, back] = [d ? room.take(rows * each) : 0, d && layer ? room.take(rows * each) : 0];
        return { strand, direction, source: { x: 0, rows: 0, count: rows }, turned: d > 0, own, d: back };
      });
      // The outputs of two directions side by side, and what the layer below gets back.
      const [out, dx] = [lanes.length > 1 ? room.take(rows * this.wide) : 0, layer ? room.take(rows * this.wide) : 0];
      return { inputs: size.inputs, lanes, out, dx };
    });
    /** Where the derivatives of the output are put, ``(steps, sentences, wide)``. */
    this.dOut = room.take(rows * this.wide);
  }

  load() {
    for (const { lanes } of this.layers) for (const { strand } of lanes) strand.load();
  }

  /**
   * @param {Source} source
   * @param {number} [steps] of those that there is room for
   * @param {{first?: number, see?: SeeAll}} [more] ``first``: the steps before it were run already
   * @returns {number} the place of the output, ``(steps, sentences, wide)``
   */
  forward(source, steps = this.most.steps, { first = 0, see } = {}) {
    this.steps = steps;
    this.layers.forEach((layer, n) => {
      layer.lanes.forEach((lane, d) => {
        const { strand, direction } = lane;
        lane.source = this.#sourceOf(lane, source, layer.inputs);
        const under = this.layers[n - 1]?.lanes[d]?.strand;
        for (const name of strand.program.below) if (under) this.#copy(strand.below("below", name), under.values(name));
        strand.forward(lane.source, steps, first, see && ((...seen) => see(n, direction, ...seen)));
      });
      source = { x: this.#joined(layer), rows: 0, count: this.#rows };
    });
    return source.x;
  }

  /**
   * From ``dOut`` to the derivatives of the source's vectors; adds the gradients of the weights.
   * @param {number} back where the former are put; 0: they are not wanted
   * @param {SeeAll} [see]
   */
  backward(back, see) {
    let above = this.dOut;
    for (let n = this.layers.length - 1; n >= 0; n--) {
      const layer = /** @type {Layer} */ (this.layers[n]);
      layer.lanes.forEach((lane, d) => {
        const { strand, direction } = lane;
        strand.clear(this.steps);
        this.#part(above, d, strand.derivatives(this.output), lane.turned);
        const upper = this.layers[n + 1]?.lanes[d]?.strand;
        for (const name of upper?.program.below ?? []) {
          if (upper) this.#addTo(strand.derivatives(name), upper.below("d below", name));
        }
        strand.reverse(this.steps, see && ((...seen) => see(n, direction, ...seen)));
        const to = n ? lane.d || layer.dx : back;
        strand.gather(lane.source, this.steps, to, !n && d > 0);
        if (lane.d) this.#addTurned(layer.dx, lane.d, layer.inputs);
      });
      above = layer.dx;
    }
  }

  get #rows() {
    return this.steps * this.most.sentences;
  }

  /** @param {Lane} lane @param {Source} source @param {number} inputs @returns {Source} in the lane's own order */
  #sourceOf({ turned, own }, source, inputs) {
    if (!turned) return source;
    this.#turn(own, source.rows || source.x, source.rows ? 1 : inputs);
    return source.rows ? { ...source, rows: own } : { ...source, x: own };
  }

  /** The outputs of both directions side by side. @param {Layer} layer */
  #joined({ lanes, out }) {
    const { units } = this.shape;
    const [one, other] = lanes;
    if (!one) throw new Error("a layer has at least one direction");
    if (!other) return one.strand.values(this.output);
    const { room, wide } = this;
    const [ahead, back] = [one, other].map(({ strand }) => room.at(strand.values(this.output), this.#rows * units));
    const to = room.at(out, this.#rows * wide);
    for (let row = 0; ahead && back && row < this.#rows; row++) {
      const turned = this.#turned(row);
      to.set(ahead.subarray(row * units, (row + 1) * units), row * wide);
      to.set(back.subarray(turned * units, (turned + 1) * units), row * wide + units);
    }
    return out;
  }

  /**
   * Adds a direction's share of the derivatives that come from above.
   * @param {number} from
   * @param {number} d
   * @param {number} place
   * @param {boolean} turned
   */
  #part(from, d, place, turned) {
    const { room, wide, shape: { units } } = this;
    if (wide === units) return this.#addTo(place, from);
    const [source, to] = [room.at(from, this.#rows * wide), room.at(place, this.#rows * units)];
    for (let row = 0; row < this.#rows; row++) {
      const own = (turned ? this.#turned(row) : row) * wide + d * units;
      for (let k = 0; k < units; k++) to[row * units + k] = (to[row * units + k] ?? 0) + (source[own + k] ?? 0);
    }
  }

  /** The row that a row has in the other direction: sentences are turned round within their lengths. @param {number} row */
  #turned(row) {
    const { sentences } = this.most;
    const [step, sentence] = [Math.floor(row / sentences), row % sentences];
    const length = this.lengths[sentence] ?? 0;
    return (step < length ? length - 1 - step : step) * sentences + sentence;
  }

  /** @param {number} to @param {number} from @param {number} width */
  #turn(to, from, width) {
    const [source, into] = [this.room.whole(from, this.#rows * width), this.room.whole(to, this.#rows * width)];
    for (let row = 0; row < this.#rows; row++) {
      const turned = this.#turned(row);
      into.set(source.subarray(turned * width, (turned + 1) * width), row * width);
    }
  }

  /** @param {number} to @param {number} from @param {number} width */
  #addTurned(to, from, width) {
    const [source, into] = [this.room.at(from, this.#rows * width), this.room.at(to, this.#rows * width)];
    for (let row = 0; row < this.#rows; row++) {
      const turned = this.#turned(row);
      for (let k = 0; k < width; k++) into[row * width + k] = (into[row * width + k] ?? 0) + (source[turned * width + k] ?? 0);
    }
  }

  /** @param {number} to @param {number} from */
  #copy(to, from) {
    this.room.kernels.copy(to, from, 4 * this.#rows * this.shape.units);
  }

  /** @param {number} to @param {number} from */
  #addTo(to, from) {
    this.room.kernels.add(to, to, from, 4 * this.#rows * this.shape.units);
  }
}

/** @param {Weights} weights @param {string} prefix @returns {Weights} those whose names begin so, without it */
function part(weights, prefix) {
  const named = Object.entries(weights).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(named.map(([name, one]) => [name.slice(prefix.length), one]));
}
