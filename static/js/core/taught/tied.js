// A network that reads symbols, each an input of its own, is one that reads words by a table: the table has a direction for each
// symbol, and nothing else. So what was learned in the lab walks, number for number, as the networks of the app do:
//
//   x      = sqrt(width) * table[symbol]           = an input of its own
//   logits = scale * (P h + p) @ table.T + b       = W h + b

/** @import { Tensors } from "./safetensors.js" */
/**
 * @typedef {{symbols: string[], answers: string[], weights: Tensors}} Plain ``answers``: the classes, where they are no symbols
 * @typedef {{row: number, direction: number}} Place of a class: its word, and where its weights are
 */

const NEVER = -30; // the bias of what is no class: it is never said, and takes nothing from what is

/** All words: the symbols, and behind them the answers that are none. @param {Pick<Plain, "symbols" | "answers">} network */
export function rowsOf({ symbols, answers }) {
  return [...symbols, ...answers.filter((one) => !symbols.includes(one))];
}

/** @param {Pick<Plain, "symbols" | "answers">} network @returns {Place[]} of each class */
function placesOf({ symbols, answers }) {
  if (!answers.length) return symbols.map((_, n) => ({ row: n, direction: n }));
  const rows = rowsOf({ symbols, answers });
  const free = symbols.map((_, n) => n).filter((n) => !answers.includes(symbols[n] ?? ""));
  return answers.map((answer) => {
    const row = rows.indexOf(answer);
    return { row, direction: row < symbols.length ? row : (free.shift() ?? NaN) };
  });
}

/** Whether there are directions enough for the answers. @param {Pick<Plain, "symbols" | "answers">} network */
export function fits(network) {
  return placesOf(network).every(({ direction }) => !Number.isNaN(direction));
}

/** @param {Plain} network @returns {Tensors} the same network, with a table */
export function tied(network) {
  const { "readout.W": W, "readout.b": b, ...layers } = network.weights;
  const [places, width, rows, wide] = [placesOf(network), network.symbols.length, rowsOf(network).length, W?.shape[1] ?? 0];
  const table = new Float32Array(rows * width);
  network.symbols.forEach((_, n) => (table[n * width + n] = 1 / Math.sqrt(width)));
  const P = new Float32Array(width * wide);
  const biases = new Float32Array(rows).fill(NEVER);
  places.forEach(({ row, direction }, k) => {
    table[row * width + direction] = 1 / Math.sqrt(width);
    P.set(W?.values.subarray(k * wide, (k + 1) * wide) ?? [], direction * wide);
    biases[row] = b?.values[k] ?? 0;
  });
  return {
    ...layers,
    "embedding": { shape: [rows, width], values: table },
    "readout.P": { shape: [width, wide], values: P },
    "readout.p": { shape: [width], values: new Float32Array(width) },
    "readout.b": { shape: [rows], values: biases },
    "readout.b_unknown": { shape: [1], values: Float32Array.of(NEVER) },
    "readout.scale": { shape: [1], values: Float32Array.of(Math.sqrt(width)) },
  };
}

/** And back again. @param {Plain} network with a table @returns {Tensors} */
export function plain(network) {
  const { "readout.P": P, "readout.b": b } = network.weights;
  const layers = Object.fromEntries(Object.entries(network.weights).filter(([name]) => name.startsWith("layers.")));
  const [places, wide] = [placesOf(network), P?.shape[1] ?? 0];
  const [W, biases] = [new Float32Array(places.length * wide), new Float32Array(places.length)];
  places.forEach(({ row, direction }, k) => {
    W.set(P?.values.subarray(direction * wide, (direction + 1) * wide) ?? [], k * wide);
    biases[k] = b?.values[row] ?? 0;
  });
  return {
    ...layers,
    "readout.W": { shape: [places.length, wide], values: W },
    "readout.b": { shape: [places.length], values: biases },
  };
}
