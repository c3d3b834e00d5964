// A signal's values over a sentence: one row for each token, one column for each unit.

/** @typedef {{shape: number[], type: "int16" | "int32" | "float32", base64: string}} Packed */

const STEPS = 10_000; // to 1: whole numbers count steps of 0.0001

export class Grid {
  /**
   * @param {Float64Array} values row after row
   * @param {number} units
   */
  constructor(values, units) {
    this.values = values;
    this.units = units;
  }

  /**
   * @param {number} token
   * @param {number} unit
   * @returns {number} 0 before the first token and behind the last one, where every state is 0
   */
  at(token, unit) {
    return (token < 0 ? 0 : this.values[token * this.units + unit]) ?? 0;
  }

  /** @param {number} token */
  row(token) {
    return this.values.subarray(token * this.units, (token + 1) * this.units);
  }
}

/** @param {Packed} packed */
export function unpack(packed) {
  return new Grid(numbers(packed), packed.shape[1] ?? 1);
}

/** @param {Packed} packed @returns {Float64Array} its numbers, row after row */
export function numbers({ type, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  if (type === "int16") return Float64Array.from({ length: bytes.length / 2 }, (_, n) => view.getInt16(2 * n, true) / STEPS);
  if (type === "int32") return Float64Array.from({ length: bytes.length / 4 }, (_, n) => view.getInt32(4 * n, true) / STEPS);
  return Float64Array.from({ length: bytes.length / 4 }, (_, n) => view.getFloat32(4 * n, true));
}
