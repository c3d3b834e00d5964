// A cell of three equations that have no names of their own, as the app would tell of it, and a walk of made-up numbers.

import { Walk } from "../../static/js/core/walk.js";

/** ``f = sigmoid(...)``, ``g = tanh(...)``, ``s = f * s' + (1 - f) * g``: its input, output and memory are called otherwise, too. */
export const MINIMAL = {
  name: "minimal",
  title: "Minimal cell",
  paper: "",
  note: "",
  equations: [
    equation("a", "gate", ["keeps", "writes"], [0, 1]),
    equation("b1", "candidate", ["writes"], [-1, 1]),
    equation("s", "state", ["belt", "output"], [-1, 1]),
  ],
  belt: {
    state: "s",
    keeps: { text: "a", factors: [factor("a")] },
    puts: [{ text: "(1 - a) * b1", factors: [factor("a", true), factor("b1")] }],
    shows: null,
    standing: { a: 1 },
  },
  diagram: {},
  input: "u",
  output: "s",
  memory: "s",
  units: 2,
  layers: 1,
  parameters: 12,
  model: { held_out: null },
};

/** @param {string} name @param {string} kind @param {string[]} does @param {(number | null)[]} range @param {string} [role] */
export function equation(name, kind, does, range, role = "") {
  return { name, role, kind, does, range, text: `${name} = ...`, mathml: "<math/>" };
}

/** @param {string} signal @param {boolean} [left_of_one] @param {boolean} [below] */
export function factor(signal, left_of_one = false, below = false) {
  return { signal, left_of_one, below };
}

const WORDS = ["India", "is", "big", ".", "Norway", "is", "big", ".", "I", "visit", "___"];

/**
 * Answers India, and from the word Norway on Norway; every value of the n-th signal is (n + 1) / 10.
 * @param {any} cell
 * @param {string[]} [words]
 */
export function walkOf(cell, words = WORDS) {
  const turn = words.indexOf("Norway");
  /** @param {number} value */
  const packed = (value) => ({ shape: [words.length, 2], type: "float32", base64: Buffer.from(new Float32Array(2 * words.length).fill(value).buffer).toString("base64") });
  const signals = Object.fromEntries(cell.equations.map((/** @type {any} */ { name }, /** @type {number} */ n) => [name, packed((n + 1) / 10)]));
  const answers = words.map((_, n) => [{ word: turn >= 0 && n >= turn ? "Norway" : "India", p: 0.9 }]);
  return new Walk(
    /** @type {any} */ ({
      tokens: words.map((text) => ({ text, known: true, start: 0, end: 0 })),
      signals,
      layers: [],
      backward: null,
      predictions: answers,
      blanks: [{ index: words.length - 1, words: [{ word: "Norway", p: 0.9 }] }],
      memory: [{ fact: "topic", question: "I visit", units: [1], weights: [1], belief: answers }],
    }),
    cell,
  );
}
