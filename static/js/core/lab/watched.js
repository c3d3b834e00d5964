// The one sequence on which one watches the network learn: which it is, its words, what is wanted of it, and what it says.

import { number } from "../format.js";
import { t } from "../texts.js";
import { dueIn } from "./onward.js";

/** @import { Look } from "./course.js" */
/** @import { Made, Task } from "./lesson.js" */
/**
 * @typedef {{inputs: number[] | number[][], targets: number[] | number[][] | null, marks: number[], allowed: number[] | null}} Example
 * @typedef {{memory: string, of: number, among: number[], place: number}} Swaps others take the place of a symbol, and one looks
 *   at the memory at a place
 * @typedef {{sequence: number[] | number[][], wanted: {place: number, target: number | number[]}[], question?: number[], swaps?: Swaps}} One
 * @typedef {{one: One, words: string[], strong: boolean[], wanted: Map<number, string>, classes: string[]}} Watched ``strong``: what
 *   is to be noticed there; ``wanted``: the right answer at some places; ``classes``: their names
 * @typedef {{text: string, p: number, right: boolean | null}} Prediction ``right``: null where there is no target
 */

const ANSWER = 2;
const MOST_PLACES = 110;

/**
 * Some tasks have sequences that show more than others: the shortest of these; else the longest of all.
 * @type {Record<string, (words: string[]) => boolean>}
 */
const TELLING = {
  india: (words) => words.includes("also") && (words.includes("flew") || words.includes("letter")) && words.includes("live"),
};

/**
 * @param {Task} task
 * @param {Made} made
 * @param {Example[]} examples
 * @param {string} [memory] the signal that carries it
 * @returns {Watched}
 */
export function watchedOf(task, made, examples, memory = "") {
  const named = examples.map((example) => ({ example, words: wordsOf(made, example) }));
  const telling = named.filter(({ words }) => TELLING[task.name]?.(words)).sort((a, b) => a.words.length - b.words.length)[0];
  const fits = named.filter(({ words }) => words.length <= MOST_PLACES);
  const longest = (fits.length ? fits : named).reduce((best, one) => (one.words.length > best.words.length ? one : best));
  const { example } = telling ?? longest;
  return swapped(watchedAs(task, made, { ...example, inputs: /** @type {number[]} */ (example.inputs.slice(0, MOST_PLACES)) }), made, memory);
}

/** @param {Task} task @param {Made} made @param {Example} example @returns {Watched} */
export function watchedAs(task, made, { inputs, targets, marks, allowed }) {
  const sequence = /** @type {number[]} */ (inputs);
  const classes = made.answers.length ? made.answers : [...made.symbols, ...Array.from({ length: made.fresh }, (_, n) => invented(n))];
  const wanted = sequence.flatMap((_, place) => {
    const target = targets ? targets[place] : inputs[place + 1];
    return marks[place] === ANSWER && target !== undefined && !(allowed && several(allowed[place] ?? 0)) ? [{ place, target }] : [];
  });
  const words = wordsOf(made, { inputs: sequence, targets: null, marks, allowed });
  const row = new Map(made.symbols.map((symbol, n) => [symbol, n]));
  const asks = task.question ? task.question.split(" ") : [];
  const question = asks.flatMap((word) => row.get(word) ?? []);
  return {
    one: { sequence, wanted, ...(question.length && question.length === asks.length ? { question } : {}) },
    words,
    strong: strongIn(task, words, namesIn(task, made, sequence)),
    wanted: new Map(wanted.map(({ place, target }) => [place, targetText(made, classes, target)])),
    classes,
  };
}

/** Where a question asks for one of several answers, these take each other's place. @param {Watched} watched @param {Made} made @param {string} memory @returns {Watched} */
function swapped(watched, made, memory) {
  const { one } = watched;
  const last = one.wanted.at(-1);
  if (!one.question || !last) return watched;
  const among = dueIn(made).map((name) => made.symbols.indexOf(name)).filter((row) => row >= 0);
  return { ...watched, one: { ...one, swaps: { memory, of: Number(last.target), among, place: last.place } } };
}

/** @param {number} bits */
const several = (bits) => (bits & (bits - 1)) !== 0;

/** @param {number} n */
const invented = (n) => t("lab.inside.new-name", { n: n + 1 });

/** @param {Made} made @param {string[]} classes @param {number | number[]} target */
function targetText({ says }, classes, target) {
  return says === "numbers" ? [target].flat().map((one) => number(one)).join(" ") : (classes[Number(target)] ?? "");
}

/** @param {Made} made @param {Example} example @returns {string[]} */
export function wordsOf({ reads, symbols }, { inputs }) {
  if (reads !== "numbers") return inputs.map((n) => symbols[Number(n)] ?? invented(Number(n) - symbols.length));
  return inputs.map((vector) => {
    const [value = 0, mark = 0] = [vector].flat();
    return `${number(value, 1)}${mark ? "*" : ""}`;
  });
}

/**
 * Words of the task itself are; letters are of no language, and what was typed or is invented may be of any.
 * @param {Made} made
 * @param {string} word
 */
export const isEnglish = ({ reads, symbols, more }, word) => (
  reads === "words" && symbols.includes(word) && !(/** @type {string[]} */ (more.typed ?? []).includes(word))
);

/**
 * What one should notice: marks, and names that are told of.
 * @param {Task} task
 * @param {string[]} words
 * @param {boolean[]} isName whether a name stands there
 */
function strongIn({ name }, words, isName) {
  if (name === "india") return words.map((_, n) => words[n + 1] === "is" && Boolean(isName[n]));
  return words.map((word) => /\*$|^[XY|("]$/.test(word));
}

/** Where names stand that may be asked for, listed or invented ones. @param {Task} task @param {Made} made @param {number[]} sequence */
function namesIn({ question }, made, sequence) {
  if (!question) return [];
  const due = new Set(dueIn(made));
  return sequence.map((row) => row >= made.symbols.length || due.has(made.symbols[row] ?? ""));
}

/**
 * What it says at each place.
 * @param {Watched} watched
 * @param {Made} made
 * @param {Look} look
 * @returns {Prediction[]}
 */
export function predictionsOf({ one, words, wanted, classes }, made, { answer, believed }) {
  const width = answer.length / words.length;
  return words.map((_, place) => {
    const right = wanted.get(place);
    if (made.says === "numbers") {
      const values = [...answer.subarray(place * width, (place + 1) * width)];
      return { text: values.map((value) => number(value)).join(" "), p: right ? 1 : 0.5, right: null };
    }
    const best = believed?.[place] ?? likeliest(answer.subarray(place * width, (place + 1) * width));
    const text = classes[best.answer] ?? "";
    return { text, p: best.p, right: right === undefined || one.question ? null : text === right };
  });
}

/** @param {Float32Array} chances */
function likeliest(chances) {
  const answer = chances.reduce((best, one, k) => (one > (chances[best] ?? 0) ? k : best), 0);
  return { answer, p: chances[answer] ?? 0 };
}
