// A lesson: a task, a cell and the settings with which the engine learns it. What the page asks the app for it, and what it
// loads into the engine.

/** @import { Cell } from "../walk.js" */
/**
 * @typedef {number | string} Value
 * @typedef {Record<string, Value>} Values
 * @typedef {{name: string, what: string, default: Value, low: number, high: number}} Setting
 * @typedef {{
 *   cell: string, units: number, width: number, layers?: number, batch: number, rate: number, clip: number, span: number,
 *   forget: number | null, little: number, much: number, tolerance: number, count: number, unseen: number, updates: number,
 *   until: number, by: "sequences" | "answers", on: string, mark_every: number,
 * }} Recipe
 * @typedef {{title: string, settings: Values, recipe: Partial<Recipe>}} Preset
 * @typedef {{
 *   name: string, title: string, look_for: string, paper: string, question: string, settings: Setting[], recipe: Recipe,
 *   sets: Record<string, Values>, presets: Preset[],
 * }} Task ``question``: words after which its answer is due, if these are always the same; else ""
 * @typedef {{name: string, title: string, text: string}} Starter
 * @typedef {{
 *   reads: "symbols" | "words" | "numbers", says: "classes" | "numbers", symbols: string[], answers: string[], fresh: number,
 *   more: Record<string, any>, set: object,
 * }} Made sequences, as the app packs them
 * @typedef {Omit<Cell, "name" | "title" | "paper" | "note" | "units" | "layers" | "model"> & {plan: any, count: number}} Written a
 *   cell that somebody has written, as the app tells of it
 */

const RUNS = 100; // sets of one seed have numbers that those of no other have

/** The recipe of a task, with what was changed in it. @param {Task} task @param {Partial<Recipe>} changes @returns {Recipe} */
export const recipeOf = (task, changes) => ({ ...task.recipe, ...changes });

/**
 * Which of the variants of a task its settings are, if they are one; -1: none.
 * @param {Task} task
 * @param {Values} values
 * @param {Partial<Recipe>} changes
 */
export function presetOf(task, values, changes) {
  const settled = (/** @type {Values} */ some) => JSON.stringify(task.settings.map((one) => some[one.name] ?? one.default));
  const cooked = (/** @type {Partial<Recipe>} */ some) => JSON.stringify(Object.entries({ ...recipeOf(task, some), cell: "" }).sort());
  return task.presets.findIndex(({ settings, recipe }) => settled(settings) === settled(values) && cooked(recipe) === cooked(changes));
}

/**
 * What is asked for each set of a task.
 * @param {Task} task
 * @param {Values} values
 * @param {Pick<Recipe, "count" | "unseen">} recipe
 * @param {number} seed
 */
export function setsOf(task, values, { count, unseen }, seed) {
  return Object.entries(task.sets).map(([name, differs], n) => ({
    name,
    body: { seed: RUNS * seed + n, count: name === "taught" ? count : unseen, settings: { ...values, ...differs } },
  }));
}

/** How many inputs the network has. @param {Made} made @param {Recipe} recipe */
export const inputsOf = ({ reads, symbols }, { width }) => (reads === "words" ? width : symbols.length);

/**
 * What the engine loads.
 * @param {Record<string, Made>} made the sets by their names
 * @param {Written} written
 * @param {Recipe} recipe
 * @param {number} seed
 */
export function loadedOf(made, { plan }, recipe, seed) {
  const taught = /** @type {Made} */ (made.taught);
  const { reads, says, fresh } = taught;
  const symbols = taught.symbols.length;
  const answers = reads === "words" ? symbols + fresh : (taught.answers.length || symbols);
  const { rate, clip, batch, little, much, span, forget, tolerance } = recipe;
  return {
    plan,
    task: { reads, says, symbols, answers, fresh },
    sets: Object.fromEntries(Object.entries(made).map(([name, { set }]) => [name, set])),
    settings: { seed, rate, clip, batch, counts: { little, much }, open: { span, forget }, tolerance },
  };
}

/**
 * What the engine is to do.
 * @param {Recipe} recipe
 * @param {number} updates
 */
export function errandOf({ mark_every: markEvery, unseen, until, by, on }, updates) {
  return { updates, markEvery, judgeMost: unseen, until, by, on };
}
