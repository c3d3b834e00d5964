// The terms of one number, from the largest to the smallest, as a reader would name them.

import { inARow, number } from "../format.js";
import { t } from "../texts.js";

/** @import { Cell } from "../walk.js" */

/**
 * @typedef {{source: string, factors: {label: string, value: number}[], value: number}} Term
 * @typedef {{signal: string, unit: number, token: number, function: string | null, terms: Term[], total: number, result: number, recorded: number, forced: boolean, formula: string}} Arithmetic
 * @typedef {{name: string, value: number, count: number}} Part
 */

const SHOWN = 6;

/** @type {Record<string, {sign: string, of: (value: number) => number}>} the functions that a sum may go through */
const FUNCTIONS = {
  sigmoid: { sign: "σ", of: (value) => 1 / (1 + Math.exp(-value)) },
  tanh: { sign: "tanh", of: Math.tanh },
  relu: { sign: "relu", of: (value) => Math.max(0, value) },
};

/** @param {string} name */
export function signOf(name) {
  return FUNCTIONS[name]?.sign ?? name;
}

/** What is read out of a formula only by those who know its sign. */
const SIGNS = { sigma: "σ", tanh: "tanh", "each-with-its-own": "⊙" };

/** The names of the signs in a formula that have to be explained. @param {string} mathml */
export function signsIn(mathml) {
  return Object.entries(SIGNS).flatMap(([name, sign]) => (mathml.includes(`>${sign}<`) ? [name] : []));
}

/**
 * All that comes from the word is one part; of the rest the largest stand alone, and the others together.
 * @param {Arithmetic} arithmetic
 * @param {Cell} cell
 * @param {string} heard at this step, in words
 * @returns {Part[]} their values add up to the total
 */
export function parts({ terms }, cell, heard) {
  const ofWord = terms.filter(({ source }) => source === cell.input);
  /** @type {Part[]} */
  const entries = terms
    .filter(({ source }) => source !== cell.input)
    .map((term) => ({ name: named(term), value: term.value, count: 1 }));
  if (ofWord.length) entries.push({ name: heard, value: sum(ofWord), count: ofWord.length });
  entries.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const rest = entries.slice(SHOWN);
  if (rest.length < 2) return entries;
  return [...entries.slice(0, SHOWN), { name: t("walk-more.term.others", { n: rest.length }), value: sum(rest), count: rest.length }];
}

/**
 * The sum made anew, here, from every single term, and what it says of the number that is shown.
 * @param {Arithmetic} arithmetic
 * @param {Cell} cell
 */
export function added({ terms, function: name, recorded, forced }, cell) {
  const total = sum(terms);
  const through = name ? FUNCTIONS[name] : null;
  const result = through ? through.of(total) : total;
  const ofWord = terms.filter(({ source }) => source === cell.input).length;
  const sums = t(ofWord > 1 ? "walk-more.added.with-word" : "walk-more.added.all", { n: terms.length, word: ofWord, total: number(total, 4) });
  const made = through ? t("walk-more.added.function", { function: through.sign, result: number(result, 4) }) : "";
  const agrees = Math.abs(result - recorded) < 1e-4;
  const end = forced ? "walk-more.added.forced" : agrees ? "walk-more.added.agrees" : "walk-more.added.differs";
  return inARow([sums, made, t(end, { shown: number(recorded, 4) })]);
}

/**
 * A weight such as ``U_f[3, 17]`` tells that the term comes from unit 17. No signal may be called ``b`` or ``b_...``.
 * @param {Term} term
 */
function named({ source, factors }) {
  const from = source.replace("'", "′");
  const unit = factors.map(({ label }) => label.match(/\[\d+, (\d+)\]$/)?.[1]).find((digits) => digits !== undefined);
  if (unit !== undefined) return t("walk-more.term.unit", { unit, signal: from });
  return factors.length === 1 && /^b(_\w*)?$/.test(source) ? t("walk-more.term.bias", { bias: from }) : from;
}

/** @param {{value: number}[]} some */
function sum(some) {
  return some.reduce((total, { value }) => total + value, 0);
}
