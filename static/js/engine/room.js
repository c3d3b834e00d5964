// The memory in which the kernels compute, and places in it. A place is a number of bytes from the beginning.

const LINE = 64; // bytes, of a processor's cache: a block begins at one
const PAGE = 65536; // bytes, by which the memory grows

/**
 * @typedef {(...numbers: number[]) => void} Kernel
 * @typedef {"matmul" | "add" | "subtract" | "multiply" | "relu" | "negative" | "sign" | "copy" | "tanh" | "exp" | "gather"
 *   | "scatter"} Name
 * @typedef {Record<Name, Kernel>} Kernels
 */

export class Room {
  #memory;
  #end = LINE;
  #ones = { place: 0, count: 0 };

  /** @param {WebAssembly.Instance} instance of kernels.wasm */
  constructor({ exports }) {
    this.kernels = /** @type {Kernels} */ (/** @type {unknown} */ (exports));
    this.#memory = /** @type {WebAssembly.Memory} */ (exports.memory);
  }

  /** One of its own, apart from all others. @param {WebAssembly.Module} module of kernels.wasm */
  static of(module) {
    return new Room(new WebAssembly.Instance(module));
  }

  /** Zeros that nobody else uses. @param {number} count of numbers @returns {number} their place */
  take(count) {
    const place = this.#end;
    this.#end += Math.ceil((4 * Math.max(count, 4)) / LINE) * LINE;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return place;
  }

  /** So many ones: times these, a bias stands in every row, and rows are added up. @param {number} count */
  ones(count) {
    if (this.#ones.count < count) {
      this.#ones = { place: this.take(count), count };
      this.at(this.#ones.place, count).fill(1);
    }
    return this.#ones.place;
  }

  /**
   * The numbers at a place: a view, which is of use only until more is taken.
   * @param {number} place
   * @param {number} count
   */
  at(place, count) {
    return new Float32Array(this.#memory.buffer, place, count);
  }

  /** The same of whole numbers. @param {number} place @param {number} count */
  whole(place, count) {
    return new Uint32Array(this.#memory.buffer, place, count);
  }
}
