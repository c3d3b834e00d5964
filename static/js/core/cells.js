// Which cells a page begins with, what a cell is that has not been taught, and by which colour and sign each is told apart.

/** @import { Cell } from "./walk.js" */

/**
 * @typedef {{tone: number, symbol: string, sign: string}} Look ``tone``: the number of its colour in the style sheet;
 *   ``symbol`` as Plotly calls it; ``sign``: the same as a character
 */

/** What a page shows first. */
export const FIRST = {
  cell: "lstm",
  compared: ["rnn", "lstm", "gru", "clockwork"],
  followed: ["rnn", "lstm"], // beside the one that is shown, where gradients are
};

/** The network that reads in both directions is no cell of its own. */
export const BOTH_WAYS = "blanks";

/** @type {Record<string, Look>} */
const LOOKS = {
  rnn: { tone: 1, symbol: "circle", sign: "●" },
  lstm: { tone: 2, symbol: "square", sign: "■" },
  peephole: { tone: 3, symbol: "diamond", sign: "◆" },
  coupled: { tone: 4, symbol: "triangle-up", sign: "▲" },
  gru: { tone: 5, symbol: "triangle-down", sign: "▼" },
  gru_before: { tone: 6, symbol: "star", sign: "★" },
  clockwork: { tone: 7, symbol: "cross", sign: "✚" },
  depth_gated: { tone: 8, symbol: "x", sign: "✖" },
};
export const TONES = Object.keys(LOOKS).length;

/** For every other cell: seven signs and eight colours, so that no two of the first 56 look alike. */
const MORE = [
  { symbol: "triangle-left", sign: "◀" },
  { symbol: "triangle-right", sign: "▶" },
  { symbol: "pentagon", sign: "⬟" },
  { symbol: "hexagon", sign: "⬢" },
  { symbol: "bowtie", sign: "⧓" },
  { symbol: "hourglass", sign: "⧗" },
  { symbol: "diamond-wide", sign: "⬥" },
];

/**
 * @param {string} name of a cell
 * @param {string[]} names of all cells, in their order
 * @returns {Look}
 */
export function lookOf(name, names) {
  const own = Object.hasOwn(LOOKS, name) ? LOOKS[name] : undefined;
  if (own) return own;
  const n = names.filter((one) => !Object.hasOwn(LOOKS, one)).indexOf(name) + MORE.length; // also for one that is not among them
  return { tone: (n % TONES) + 1, .../** @type {{symbol: string, sign: string}} */ (MORE[n % MORE.length]) };
}

/** @param {Pick<Cell, "model">} cell */
export function isTaught({ model }) {
  return model !== null;
}
