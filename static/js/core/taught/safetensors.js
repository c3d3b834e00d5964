// Files of tensors: the length of a header, the header as JSON, and the numbers of one tensor behind the other, little end first.

/** @typedef {{shape: number[], values: Float32Array}} Tensor */
/** @typedef {Record<string, Tensor>} Tensors */

const LENGTH = 8; // bytes, of the length of the header
const OWN = "__metadata__"; // what a header holds besides
const MOST_HEADER = 1_000_000; // characters

/** A file that cannot be opened; ``why``: the end of the id of its text. */
export class Unreadable extends Error {
  /** @param {"not-whole" | "not-json" | "cut-off" | "not-ours" | "damaged" | "not-lab" | "other-cell"} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/**
 * @param {Tensors} tensors
 * @param {Record<string, string>} metadata
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function packed(tensors, metadata) {
  /** @type {Record<string, object>} */
  const header = { [OWN]: metadata };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, (end += 4 * values.length)] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const begin = LENGTH + Math.ceil(text.length / LENGTH) * LENGTH; // numbers begin at a multiple of 8
  const bytes = new Uint8Array(begin + end).fill(0x20, 0, begin);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(begin - LENGTH), true);
  bytes.set(text, LENGTH);
  let at = begin;
  for (const { values } of Object.values(tensors)) {
    bytes.set(bytesOf(values), at);
    at += 4 * values.length;
  }
  return bytes;
}

/** @param {Uint8Array} bytes @returns {{tensors: Tensors, metadata: Record<string, string>}} */
export function unpacked(bytes) {
  const size = bytes.length < LENGTH ? NaN : Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (!(size <= Math.min(MOST_HEADER, bytes.length - LENGTH))) throw new Unreadable("not-whole");
  const { [OWN]: metadata = {}, ...entries } = header(bytes.subarray(LENGTH, LENGTH + size));
  const data = bytes.subarray(LENGTH + size);
  const tensors = Object.entries(entries).map(([name, one]) => [name, tensor(data, one)]);
  return { tensors: Object.fromEntries(tensors), metadata };
}

/** @param {Uint8Array} text @returns {Record<string, any>} */
function header(text) {
  try {
    const parsed = JSON.parse(new TextDecoder().decode(text));
    if (parsed && typeof parsed === "object") return parsed;
  } catch {
    // said below
  }
  throw new Unreadable("not-json");
}

/** @param {Uint8Array} data @param {any} entry @returns {Tensor} */
function tensor(data, entry) {
  const [from, to] = entry?.data_offsets ?? [];
  const shape = entry?.shape ?? [];
  const isWhole = entry?.dtype === "F32" && Number.isInteger(from) && from >= 0 && to <= data.length;
  if (!isWhole || to - from !== 4 * count(shape)) throw new Unreadable("cut-off");
  const view = new DataView(data.buffer, data.byteOffset + from, to - from);
  return { shape, values: Float32Array.from({ length: count(shape) }, (_, n) => view.getFloat32(4 * n, true)) };
}

/** @param {Float32Array} values @returns {Uint8Array<ArrayBuffer>} little end first, on any computer */
export function bytesOf(values) {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, n) => view.setFloat32(4 * n, value, true));
  return new Uint8Array(view.buffer);
}

/** @param {number[]} shape */
function count(shape) {
  return Array.isArray(shape) ? shape.reduce((all, one) => all * one, 1) : NaN;
}
