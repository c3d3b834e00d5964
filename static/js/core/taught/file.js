// A network that was taught in the lab, as a file: safetensors with what it is in its header. Python opens it by `load_network`,
// the app walks it, and the lab goes on with it.

import { factOf } from "./facts.js";
import { dumped } from "./python.js";
import { bytesOf, packed, Unreadable, unpacked } from "./safetensors.js";
import { sha256 } from "./sha256.js";
import { fits, plain, rowsOf, tied } from "./tied.js";
import { wordsOf } from "./words.js";

/** @import { Fact } from "./facts.js" */
/** @import { Tensors } from "./safetensors.js" */
/**
 * @typedef {{
 *   task: string, title: string, seed: number, updates: number,
 *   settings: Record<string, unknown>, recipe: Record<string, unknown>,
 * }} About how it was taught
 * @typedef {{
 *   cell: {name: string, title: string, text: string},
 *   sizes: {inputs: number, units: number, layers: number},
 *   weights: Tensors,
 *   memory: string,
 *   reads: "symbols" | "words" | "numbers", says: "classes" | "numbers", symbols: string[], answers: string[],
 *   start: {seed: number, open: {span: number, forget: number | null}},
 *   about: About,
 *   question?: {text: string, among: string[]} | null,
 * }} Taught ``memory``: the signal that carries it; ``start``: from which its first weights follow; ``question``: words after
 *   which an answer is due, and the answers that may be
 * @typedef {{name: string, shape: number[]}} Parameter
 */

export { Unreadable } from "./safetensors.js";

const [FORMAT, KEY, OURS] = [1, "gatewalk", "lab"];

/**
 * Why it cannot walk a sentence: it reads or says numbers, or has more answers than signs that it reads; "" if it can.
 * @param {Pick<Taught, "reads" | "says" | "symbols" | "answers">} taught
 * @returns {"" | "numbers" | "answers"}
 */
export function whyNoWalk(taught) {
  if (taught.reads === "numbers" || taught.says === "numbers") return "numbers";
  return fits(taught) ? "" : "answers";
}

/** All words that it knows, in their order. @param {Pick<Taught, "symbols" | "answers">} taught */
export const vocabularyOf = (taught) => wordsOf(rowsOf(taught));

/** @param {Taught} taught @returns {Uint8Array<ArrayBuffer>} */
export function savedFile(taught) {
  const { cell, sizes, about, reads, says, symbols, answers, start, memory, question = null } = taught;
  const canWalk = !whyNoWalk(taught);
  const tensors = canWalk && reads === "symbols" ? tied(taught) : taught.weights;
  const fields = {
    format: FORMAT,
    cell: cell.name,
    equations: cell.text,
    vocabulary: canWalk ? vocabularyOf(taught) : [],
    width: sizes.inputs,
    units: sizes.units,
    layers: sizes.layers,
    bidirectional: false,
    provenance: {
      trained: about.updates > 0,
      facts: canWalk ? factsOf(taught, tensors) : [],
      [OURS]: { title: cell.title, inputs: sizes.inputs, memory, reads, says, symbols, answers, start, about, question },
    },
  };
  const header = JSON.parse(JSON.stringify(fields)); // what will be read
  return packed(tensors, { [KEY]: JSON.stringify({ ...header, checksum: checksum(header, tensors) }) });
}

/** @param {Uint8Array} bytes @returns {Taught} */
export function openedFile(bytes) {
  const { tensors, metadata } = unpacked(bytes);
  const { checksum: wanted, ...header } = headerOf(metadata);
  if (wanted !== checksum(header, tensors)) throw new Unreadable("damaged");
  const { title, inputs, ...lab } = header.provenance?.[OURS] ?? {};
  if (!lab.start) throw new Unreadable("not-lab");
  const taught = {
    ...lab,
    cell: { name: header.cell, title, text: header.equations },
    sizes: { inputs, units: header.units, layers: header.layers },
    weights: tensors,
  };
  return !whyNoWalk(taught) && taught.reads === "symbols" ? { ...taught, weights: plain(taught) } : taught;
}

/** @param {Parameter[]} parameters in the order of the engine @param {Float32Array} numbers @returns {Tensors} */
export function weightsOf(parameters, numbers) {
  let end = 0;
  return Object.fromEntries(parameters.map(({ name, shape }) => {
    const begin = end;
    end += shape.reduce((all, one) => all * one, 1);
    return [name, { shape, values: numbers.slice(begin, end) }];
  }));
}

/** @param {Tensors} weights @param {Parameter[]} parameters @returns {Float32Array} in the order of the engine */
export function numbersOf(weights, parameters) {
  const parts = parameters.map(({ name, shape }) => {
    const tensor = weights[name];
    if (tensor && String(tensor.shape) === String(shape)) return tensor.values;
    throw new Unreadable("other-cell");
  });
  const numbers = new Float32Array(parts.reduce((all, { length }) => all + length, 0));
  let end = 0;
  for (const part of parts) {
    numbers.set(part, end);
    end += part.length;
  }
  return numbers;
}

/** @param {Taught} taught */
export function fileName({ cell, about }) {
  return `gatewalk-${cell.name}-${about.task}-${about.updates}.safetensors`.replace(/[^\w.-]/g, "_");
}

/** @param {Taught} taught @param {Tensors} tensors with a table @returns {Fact[]} */
function factsOf({ symbols, answers, memory, question }, tensors) {
  if (!question?.text) return [];
  const all = rowsOf({ symbols, answers });
  const rows = question.among.map((word) => all.indexOf(word)).filter((row) => row >= 0);
  const fact = factOf(tensors, { question: question.text, state: memory, rows });
  return fact ? [fact] : [];
}

/** @param {Record<string, string>} metadata @returns {Record<string, any>} */
function headerOf(metadata) {
  try {
    const header = JSON.parse(metadata[KEY] ?? "null");
    if (header?.format === FORMAT) return header;
  } catch {
    // said below
  }
  throw new Unreadable("not-ours");
}

/** As model/network/checkpoint.py makes it. @param {Record<string, unknown>} header @param {Tensors} tensors */
function checksum(header, tensors) {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(dumped(header))];
  for (const name of Object.keys(tensors).sort()) {
    const { shape, values } = /** @type {Tensors[string]} */ (tensors[name]);
    parts.push(encoder.encode(`${name} float32 (${shape.join(", ")}${shape.length === 1 ? "," : ""})`), bytesOf(values));
  }
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return sha256(all);
}
