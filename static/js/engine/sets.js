// Sets of sequences, packed one behind the other as the app sends them, and batches of them.

/** @import { Batch } from "./learner.js" */
/**
 * @typedef {{shape: number[], type: "uint8" | "uint16" | "uint32" | "int16" | "int32" | "float32", base64: string}} Packed
 * @typedef {{lengths: Packed, inputs: Packed, targets: Packed | null, marks: Packed, allowed: Packed | null}} PackedSet
 *   ``inputs``: a symbol for each place, or ``(places, inputs)`` numbers; ``targets`` likewise, null: always the next input;
 *   ``marks``: what each place is; ``allowed``: the classes that are right there, as bits, where there may be several
 * @typedef {Uint8Array | Uint16Array | Uint32Array | Float32Array} Numbers
 * @typedef {{
 *   count: number, steps: number, starts: Uint32Array, reads: "symbols" | "numbers", inputs: Numbers, width: number,
 *   targets: Numbers | null, answers: number, marks: Numbers, allowed: Numbers | null,
 * }} Sequences ``steps``: of the longest; ``starts``: the first place of each, and where the last one ends
 * @typedef {{little: number, much: number}} Counts how much a place counts by its mark
 */

/** What a place is: nothing is asked there, or it counts a little, or it is an answer, by which one judges. */
export const ANSWER = 2;
const STEPS = 10_000; // to 1: int16 and int32 count steps of 0.0001
const TYPES = {
  uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array, int16: Int16Array, int32: Int32Array, float32: Float32Array,
};

/** @param {Packed} packed @returns {Numbers} little end first, as on all machines that browsers run on */
export function unpacked({ type, base64 }) {
  const numbers = new TYPES[type](Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer);
  return numbers instanceof Int16Array || numbers instanceof Int32Array ? Float32Array.from(numbers, (one) => one / STEPS) : numbers;
}

/** @param {PackedSet} packed @returns {Sequences} */
export function opened({ lengths, inputs, targets, marks, allowed }) {
  const long = unpacked(lengths);
  const starts = new Uint32Array(long.length + 1);
  long.forEach((length, n) => (starts[n + 1] = (starts[n] ?? 0) + length));
  return {
    count: long.length,
    steps: Math.max(1, ...long),
    starts,
    reads: inputs.shape.length > 1 ? "numbers" : "symbols",
    inputs: unpacked(inputs),
    width: inputs.shape[1] ?? 1,
    targets: targets && unpacked(targets),
    answers: (targets ?? inputs).shape[1] ?? 1,
    marks: unpacked(marks),
    allowed: allowed && unpacked(allowed),
  };
}

/**
 * Some of the sequences as a batch: as many steps as the longest of them, and empty ones behind them.
 * @param {Sequences} set
 * @param {ArrayLike<number>} which
 * @param {number} sentences of a batch
 * @param {Counts} counts
 * @returns {Batch}
 */
export function batchOf(set, which, sentences, { little, much }) {
  const { starts, inputs, width, targets, answers, marks } = set;
  const lengths = new Uint32Array(sentences);
  for (let s = 0; s < which.length; s++) lengths[s] = lengthOf(set, which[s] ?? 0);
  const steps = Math.max(1, ...lengths);
  const into = set.reads === "symbols" ? new Uint32Array(steps * sentences) : new Float32Array(steps * sentences * width);
  const [wanted, weights] = [new Float32Array(steps * sentences * answers), new Float32Array(steps * sentences)];
  for (let s = 0; s < which.length; s++) {
    const start = starts[which[s] ?? 0] ?? 0;
    for (let t = 0; t < (lengths[s] ?? 0); t++) {
      const [from, to] = [start + t, t * sentences + s];
      const [target, at] = targets ? [targets, from] : [inputs, from + 1];
      for (let k = 0; k < width; k++) into[to * width + k] = inputs[from * width + k] ?? 0;
      for (let k = 0; k < answers; k++) wanted[to * answers + k] = target[at * answers + k] ?? 0;
      weights[to] = [0, little, much][marks[from] ?? 0] ?? 0;
    }
  }
  return { steps, lengths, targets: wanted, weights, ...(into instanceof Uint32Array ? { rows: into } : { x: into }) };
}

/** @param {Sequences} set @param {number} sequence */
export const lengthOf = ({ starts }, sequence) => (starts[sequence + 1] ?? 0) - (starts[sequence] ?? 0);

/**
 * One sequence, as lists: symbols or vectors; what is wanted behind each place, where that is not the next input; the marks.
 * @param {Sequences} set
 * @param {number} sequence
 */
export function exampleOf(set, sequence) {
  const { starts, inputs, width, targets, answers, marks, allowed } = set;
  const [from, to] = [starts[sequence] ?? 0, starts[sequence + 1] ?? 0];
  /** @param {Numbers} values @param {number} wide @returns {number[] | number[][]} */
  const listed = (values, wide) => {
    const rows = Array.from({ length: to - from }, (_, n) => [...values.subarray((from + n) * wide, (from + n + 1) * wide)]);
    return set.reads === "symbols" ? rows.flat() : rows;
  };
  return {
    inputs: listed(inputs, width),
    targets: targets && listed(targets, answers),
    marks: [...marks.subarray(from, to)],
    allowed: allowed && [...allowed.subarray(from, to)],
  };
}
