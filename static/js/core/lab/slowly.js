// One update in slow motion: its stages one after the other, where one stands in them, and what there is to be seen.

import { number } from "../format.js";
import { nameOf } from "../parts.js";
import { t } from "../texts.js";
import { watchedAs } from "./watched.js";

/** @import { Look } from "./course.js" */
/** @import { Made, Task, Written } from "./lesson.js" */
/** @import { Watched } from "./watched.js" */
/**
 * @typedef {"read" | "compare" | "back" | "move" | "again"} Stage
 * @typedef {{stage: Stage, at: number}} Frame ``at``: the step that one stands at
 * @typedef {{name: string, shape: number[], step: Float32Array, size: number}} Step of all numbers of a weight
 * @typedef {{
 *   update: number, loss: number, inputs: number[] | number[][], targets: number[] | number[][], weights: number[],
 *   answer: {place: number, loss: number, sizes: Look["layers"]}, signals: Look["layers"], before: Float32Array,
 *   after: Float32Array, steps: Step[],
 * }} Update an update as the engine tells of it
 * @typedef {{
 *   update: Update, watched: Watched, frames: Frame[], signal: string, sizes: number[], answers: Answer[], moved: Moved[],
 * }} Slow ``sizes``: of the gradient of the memory, at each step up to the answer
 * @typedef {{text: string, before: number, after: number, isRight: boolean}} Answer
 * @typedef {{symbol: string, name: string, shape: string, mean: number}} Moved ``mean``: how far its numbers move, root mean square
 */

const MOST_STEPS = { words: 26, letters: 110 }; // as many as can be seen at once
const ANSWER = 2;
const MOST_ANSWERS = 4;
const [READING, QUICK, LEISURELY, REST] = [6000, 40, 260, 2000]; // milliseconds: all steps; one of them, at least and at most; a stage

/** How long a sequence may be, to be seen as a whole. @param {Made} made */
export const mostSteps = ({ reads, symbols }) => (
  MOST_STEPS[reads === "symbols" && symbols.every((one) => one.length === 1) ? "letters" : "words"]
);

/** @param {number} place of the answer @returns {Frame[]} */
export function framesOf(place) {
  const steps = Array.from({ length: place + 1 }, (_, at) => at);
  return [
    ...steps.map((at) => /** @type {Frame} */ ({ stage: "read", at })),
    { stage: "compare", at: place },
    ...steps.toReversed().map((at) => /** @type {Frame} */ ({ stage: "back", at })),
    { stage: "move", at: 0 },
    { stage: "again", at: place },
  ];
}

/** How long one stands there while it plays, in milliseconds. @param {Frame[]} frames @param {number} n */
export function restAt(frames, n) {
  const [here, next] = [frames[n], frames[n + 1]];
  if (here?.stage !== next?.stage) return REST;
  return Math.max(QUICK, Math.min(LEISURELY, (2 * READING) / frames.length));
}

/** The first frame of the stage that comes next, or of this stage, or of the one before. @param {Frame[]} frames @param {number} n @param {1 | -1} way */
export function stageFrom(frames, n, way) {
  const starts = frames.flatMap(({ stage }, k) => (stage === frames[k - 1]?.stage ? [] : [k]));
  return (way > 0 ? starts.find((one) => one > n) : starts.findLast((one) => one < n)) ?? (way > 0 ? frames.length - 1 : 0);
}

/**
 * @param {Update} update
 * @param {Task} task
 * @param {Made} made
 * @param {Written} written
 * @returns {Slow}
 */
export function slowOf(update, task, made, written) {
  const { inputs, targets, weights, answer: { place, sizes } } = update;
  const most = Math.max(...weights);
  const marks = weights.map((one) => (one === most ? ANSWER : 0));
  const watched = watchedAs(task, made, { inputs, targets, marks, allowed: null });
  const top = sizes.at(-1)?.forward?.[written.memory];
  return {
    update,
    watched,
    frames: framesOf(place),
    signal: written.memory,
    sizes: [...(top ?? [])].slice(0, place + 1),
    answers: made.says === "classes" ? answersOf(update, watched) : numbersOf(update),
    moved: movedOf(update.steps, written),
  };
}

/** The right answer first, then what it took to be the likeliest. @param {Update} update @param {Watched} watched @returns {Answer[]} */
function answersOf({ before, after, targets, inputs, answer: { place } }, { classes }) {
  const [width, right] = [before.length / inputs.length, Number(targets[place])];
  const [was, is] = [before, after].map((all) => all.subarray(place * width, (place + 1) * width));
  const others = [...(was ?? [])].map((p, k) => ({ p, k })).filter(({ k }) => k !== right).sort((a, b) => b.p - a.p);
  return [right, ...others.slice(0, MOST_ANSWERS - 1).map(({ k }) => k)].map((k) => (
    { text: shown(classes[k] ?? ""), before: was?.[k] ?? 0, after: is?.[k] ?? 0, isRight: k === right }
  ));
}

/** A space can be seen. @param {string} text */
const shown = (text) => (text === " " ? "␣" : text);

/** What should be said, as a number, and what is said. @param {Update} update @returns {Answer[]} */
function numbersOf({ before, after, targets, inputs, answer: { place } }) {
  const width = before.length / inputs.length;
  return [targets[place] ?? 0].flat().map((wanted, k) => (
    { text: number(wanted), before: before[place * width + k] ?? 0, after: after[place * width + k] ?? 0, isRight: true }
  ));
}

/** What is learned outside the cell. @type {Record<string, {symbol?: string, name: string}>} */
const OTHERS = {
  embedding: { symbol: "E", name: t("lab.motion.embedding") },
  readout: { name: t("lab.motion.readout") },
};

/** Those first that move farthest. @param {Step[]} steps @param {Written} written @returns {Moved[]} */
function movedOf(steps, { equations, plan }) {
  return steps.map(({ name, shape, size }) => {
    const [whole = "", layer, , weight] = name.split(".");
    const symbol = weight ?? OTHERS[whole]?.symbol ?? layer ?? whole;
    const equation = equations.find(({ text }) => text.split(/[^\w']+/).includes(symbol));
    const part = equation ? nameOf(equation, "usual") : "";
    const inCell = plan.layers > 1 ? t("lab.motion.in-layer", { name: part, layer: Number(layer) + 1 }) : part;
    const mean = size / Math.sqrt(shape.reduce((all, one) => all * one, 1));
    return { symbol, name: weight ? inCell : OTHERS[whole]?.name ?? whole, shape: shape.join(" × "), mean };
  }).sort((a, b) => b.mean - a.mean);
}

/**
 * The gradient at a step beside that at the answer, as a factor.
 * @param {number[]} sizes
 * @param {number} at
 */
export const shareOf = (sizes, at) => (sizes[at] ?? 0) / (sizes.at(-1) || 1);
