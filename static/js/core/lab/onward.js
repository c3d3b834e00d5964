// From a run of the lab to the network that goes on: into a file, into the walk, into Compare.

import { vocabularyOf, weightsOf } from "../taught/file.js";
import { bounded, FIELDS } from "./fields.js";

/** @import { Taught, Parameter } from "../taught/file.js" */
/** @import { Made, Recipe, Task, Values, Written } from "./lesson.js" */
/** @import { One } from "./watched.js" */
/**
 * @typedef {{
 *   spec: {title: string, text: string}, recipe: Recipe, written: Written, made: Record<string, Made>, seed: number,
 * }} Begun
 * @typedef {{
 *   task: Task, values: Values, name: string, parameters: Parameter[], numbers: Float32Array, updates: number,
 *   question: number[],
 * }} Learned ``name`` of the cell, "own" where its text is one's own; ``numbers``: all weights, after so many updates;
 *   ``question``: the symbols after which an answer is due, if these are always the same
 * @typedef {{type: "uint8" | "uint16" | "uint32", base64: string}} Whole
 */
const ANSWER = 2; // the mark of a place by which one judges
const BLANK = "___";
/** In place of names that are never the same. */
const INVENTED = "Narnia Wakanda Oz Gondor Utopia Lilliput Avalon Laputa".split(" ");
const WHOLE = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array };

/** @param {Begun} begun @param {Learned} learned @returns {Taught} */
export function taughtOf({ spec, recipe, written, made, seed }, { task, values, name, parameters, numbers, updates, question }) {
  const { reads, says, symbols, answers } = /** @type {Made} */ (made.taught);
  const { inputs, units, layers } = written.plan;
  const text = question.map((one) => symbols[one]).join(" ");
  return {
    cell: { name, title: spec.title, text: spec.text },
    sizes: { inputs, units, layers },
    weights: weightsOf(parameters, numbers),
    memory: written.memory,
    reads, says, symbols, answers,
    start: { seed, open: { span: recipe.span, forget: recipe.forget } },
    about: { task: task.name, title: task.title, seed, updates, settings: values, recipe: { ...recipe } },
    question: text ? { text, among: dueIn(/** @type {Made} */ (made.taught)) } : null,
  };
}

/** A sequence as a sentence to walk, up to its last answer, which is left blank. @param {Taught} network @param {One} one */
export function sentenceOf(network, { sequence, wanted }) {
  const [words, read] = [vocabularyOf(network), /** @type {number[]} */ (sequence)];
  const last = wanted.at(-1)?.place ?? read.length - 1;
  const { length } = network.symbols;
  const wordOf = (/** @type {number} */ one) => words[one < length ? one : NaN] ?? INVENTED[(one - length) % INVENTED.length];
  const named = read.slice(0, last + 1).map(wordOf);
  return [...named, BLANK].join(" ");
}

/**
 * The same as Compare wants it: what is told, nothing in between, and the question. Other words than its own it has not read.
 * @param {Taught} network
 * @param {One} one
 * @returns {Record<string, string>}
 */
export function comparedIn(network, one) {
  const [sentence, question] = [sentenceOf(network, one), network.question?.text ?? ""];
  const at = question ? sentence.lastIndexOf(question) : -1;
  return at < 1 ? {} : { fact: sentence.slice(0, at).trim(), filler: "0", question: sentence.slice(at) };
}

/**
 * What was changed in a recipe that came from elsewhere: what there is, within its bounds.
 * @param {Record<string, unknown>} recipe
 * @param {Recipe} usual
 * @returns {Partial<Recipe>}
 */
export function changedIn(recipe, usual) {
  const [known, all] = [/** @type {Record<string, unknown>} */ ({ layers: 1, ...usual }), Object.entries(recipe)];
  const within = all.map(([name, value]) => {
    const field = FIELDS.find((one) => one.name === name);
    return [name, field && value !== null ? bounded(field, String(value)) : value];
  });
  const fits = within.filter(([name, value]) => Object.hasOwn(known, String(name)) && value !== known[String(name)]);
  return Object.fromEntries(fits);
}

/** What is right anywhere where one judges. @param {Made} made @returns {string[]} */
export function dueIn({ symbols, answers, set }) {
  const { inputs, targets, marks } = /** @type {{inputs: Whole, targets: Whole | null, marks: Whole}} */ (set);
  const [read, wanted] = [whole(inputs), targets && whole(targets)];
  const answered = new Set();
  whole(marks).forEach((mark, place) => {
    if (mark === ANSWER) answered.add(wanted ? wanted[place] : read[place + 1]);
  });
  return (answers.length ? answers : symbols).filter((_, n) => answered.has(n));
}

/** @param {Whole} packed */
function whole({ type, base64 }) {
  return new WHOLE[type](Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer);
}
