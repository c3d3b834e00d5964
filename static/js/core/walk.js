// A sentence that has been walked: what the app computed, asked in the words of the page.

import { isKnown, standingOf } from "./doubt.js";
import { unpack } from "./grid.js";
import { spelled } from "./walk/spelled.js";

/** @import { Standing } from "./doubt.js" */
/** @import { Packed } from "./grid.js" */

const SENT = 1e-4; // what the decimals leave open of a gate and of what is put

/**
 * @typedef {"forward" | "backward"} Direction
 * @typedef {{word: string, p: number}} Prediction
 * @typedef {{text: string, known: boolean, meant: string | null, start: number, end: number}} Token ``meant``: what a slip of the pen is read as
 * @typedef {{
 *   fact: string, question: string, units: number[], weights: number[], prior: Prediction[], belief: Prediction[][] | null,
 * }} Memory ``prior``: what it would answer before it has read anything
 * @typedef {Record<string, Packed>} PackedSignals
 * @typedef {{
 *   tokens: Token[],
 *   signals: PackedSignals,
 *   layers: {forward: PackedSignals, backward: PackedSignals | null}[],
 *   backward: PackedSignals | null,
 *   predictions: Prediction[][],
 *   blanks: {index: number, words: Prediction[]}[],
 *   memory: Memory[],
 *   suggestions: string[],
 * }} Trace ``suggestions``: what can be asked instead
 *
 * @typedef {{signal: string, left_of_one: boolean, below: boolean}} Factor
 * @typedef {{text: string, factors: Factor[]}} Product
 * @typedef {{state: string, keeps: Product, puts: Product[], shows: string | null, standing: Record<string, number> | null}} Belt
 *   ``standing``: the value of each signal with which all that rides stays, and nothing is put on; null where that cannot be
 * @typedef {"gate" | "candidate" | "state" | "clock" | "other"} Kind
 * @typedef {"keeps" | "erases" | "writes" | "joins" | "shows" | "belt" | "output" | "resets"} Does
 * @typedef {{
 *   name: string, role: string, kind: Kind, does: Does[], range: [number | null, number | null], text: string, mathml: string,
 * }} Equation ``role``: what it is called, if anything; ``range``: null where there is no end
 * @typedef {{name: string, title: string, for_typed: boolean, both_ways: boolean, facts?: string[], layers?: number, model?: any}} Network
 *   ``for_typed``: has read more than the textbook; ``facts``: that it holds, as far as that is known before a walk
 * @typedef {{
 *   name: string, title: string, paper: string, note: string, equations: Equation[], belt: Belt | null, no_belt: string | null, diagram: any,
 *   input: string, output: string, memory: string, units: number | null, layers: number | null, model: any,
 *   networks?: Network[],
 * }} Cell ``no_belt``: why it has none; ``input``, ``output``, ``memory``: the signals that are heard, handed on, and carry the memory; ``model``: how it was
 *   taught, or null
 *
 * @typedef {{
 *   before: number, keep: number, kept: number, removed: number, put: number, after: number,
 *   gate: number | null, shown: number,
 * }} Lane what happens to one unit's value at one token
 */

export class Walk {
  /**
   * @param {Trace} trace
   * @param {Cell} cell
   * @param {Direction} [direction] in which the sentence is read
   * @param {Network | null} [network] of the cell that has read it, where it has several
   */
  constructor(trace, cell, direction = "forward", network = null) {
    this.trace = spelled(trace);
    this.direction = direction;
    this.network = network;
    this.cell = cell;
    this.tokens = trace.tokens;
    /** From the lowest to the top one. */
    this.layers = [...trace.layers, { forward: trace.signals, backward: trace.backward }].map(({ forward, backward }) => ({
      forward: unpackAll(forward),
      backward: backward && unpackAll(backward),
    }));
    /** Of the top layer, in one direction: what the page shows. */
    this.signals = this.layers.at(-1)?.[direction] ?? {};
    this.below = this.layers.at(-2)?.[direction] ?? {};
    this.units = this.signal(cell.output).units;
    /** What stays and what is put on; null for a cell that has no belt. */
    this.belt = cell.belt;
    this.memory = this.trace.memory;
  }

  /** The same walk, read in this direction. @param {Direction} direction */
  read(direction) {
    return direction === this.direction ? this : new Walk(this.trace, this.cell, direction, this.network);
  }

  get length() {
    return this.tokens.length;
  }

  /** The signal that carries the memory. */
  get state() {
    return this.belt?.state ?? this.cell.memory;
  }

  /** Such a network has learned to answer, and not, as those of the textbook, to foretell every word. */
  get answersOnly() {
    return this.network?.for_typed ?? false;
  }

  /** Such a network fills blanks; it cannot say what comes next. */
  get readsBothWays() {
    return this.trace.backward !== null;
  }

  /** @param {string} name */
  signal(name) {
    const grid = Object.hasOwn(this.signals, name) ? this.signals[name] : undefined;
    if (!grid) throw new RangeError(`there is no signal ${name}`);
    return grid;
  }

  /** The fact of which the trace tells what is believed. */
  get remembered() {
    return this.memory.find((memory) => memory.belief) ?? null;
  }

  /**
   * What is likeliest at a token: in a blank, what fills it; at any other, the word that follows.
   * @param {number} token
   */
  predicted(token) {
    const blank = this.trace.blanks.find(({ index }) => index === token);
    return { blank: Boolean(blank), words: blank?.words ?? this.trace.predictions[token] ?? [] };
  }

  /**
   * After which token the prediction for a token is made: what fills a blank is predicted before the blank is read, unless the
   * network reads from both sides.
   * @param {number} token
   */
  predictedAfter(token) {
    return this.predicted(token).blank && !this.readsBothWays ? token - 1 : token;
  }

  /**
   * What it would answer after each token; "" where it does not know, as it says itself.
   * @returns {string[]}
   */
  get answers() {
    return this.remembered?.belief?.map(([best]) => (best && isKnown(best) ? best.word : "")) ?? [];
  }

  /**
   * What each of these answers is: told by the text, or a habit.
   * @returns {Standing[]}
   */
  get standings() {
    const { belief, prior = [] } = this.remembered ?? {};
    return belief?.map(([best]) => standingOf(best, prior[0])) ?? [];
  }

  /** Where it is worth looking first: at the last change of mind, or else where the walk leads. */
  get turn() {
    const answers = this.answers;
    const end = this.destination;
    for (let token = end - 1; token > 0; token--) if (answers[token] && answers[token - 1] && answers[token] !== answers[token - 1]) return token;
    return end;
  }

  /** Where a walk leads: to its last blank, or to its last word. */
  get destination() {
    return this.trace.blanks.at(-1)?.index ?? this.length - 1;
  }

  /** The token that was read before it; -1 where there is none. @param {number} token */
  before(token) {
    const before = this.direction === "forward" ? token - 1 : token + 1;
    return before < this.length ? before : -1;
  }

  /**
   * @param {number} token
   * @param {number} unit
   * @returns {Lane}
   */
  lane(token, unit) {
    const state = this.signal(this.state);
    const before = state.at(this.before(token), unit);
    const after = state.at(token, unit);
    const shown = this.signal(this.cell.output).at(token, unit);
    if (!this.belt) return { before, keep: 0, kept: 0, removed: before, put: after, after, gate: null, shown };
    const keep = this.product(this.belt.keeps, token, unit);
    const put = this.belt.puts.reduce((sum, product) => sum + this.product(product, token, unit), 0);
    const gate = this.belt.shows ? this.signal(this.belt.shows).at(token, unit) : null;
    // Gates are sent with few decimals: of a lane that holds much, what is left when the new is taken away is more exact.
    const [times, rest] = [keep * before, after - put];
    const kept = Math.abs(rest - times) <= SENT * (1 + Math.abs(before)) ? rest : times; // where the state is held, they differ
    return { before, keep, kept, removed: before - kept, put, after, gate, shown };
  }

  /**
   * Whether a unit is left as it is because its clock does not tick.
   * @param {number} token
   * @param {number} unit
   */
  asleep(token, unit) {
    const clocks = this.cell.equations.filter(({ kind }) => kind === "clock");
    return clocks.length > 0 && clocks.every(({ name }) => this.signal(name).at(token, unit) === 0);
  }

  /**
   * @param {Product} product
   * @param {number} token
   * @param {number} unit
   */
  product(product, token, unit) {
    return product.factors.reduce((value, { signal, left_of_one, below }) => {
      const grid = below ? this.below[signal] : this.signal(signal);
      const factor = grid?.at(token, unit) ?? 0;
      return value * (left_of_one ? 1 - factor : factor);
    }, 1);
  }
}

/** @param {PackedSignals} packed */
function unpackAll(packed) {
  return Object.fromEntries(Object.entries(packed).map(([name, values]) => [name, unpack(values)]));
}
