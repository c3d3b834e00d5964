// What a network writes that has learned a text: what is asked of the engine for it, and the text.

/** @import { Made } from "./lesson.js" */

const CHARACTERS = 240;
const BEGINS = ". "; // it begins as behind the end of a sentence, where the text has such

/** Whether a network of this task can write. @param {{name: string}} task */
export const writesIn = ({ name }) => name === "text";

/**
 * @param {Pick<Made, "symbols">} made
 * @param {number} temperature
 * @param {number} seed
 */
export function wishOf({ symbols }, temperature, seed) {
  const begins = [...BEGINS].map((one) => symbols.indexOf(one)).filter((row) => row >= 0);
  return { beginning: begins.length ? begins : [0], count: CHARACTERS, temperature, seed };
}

/** @param {Pick<Made, "symbols">} made @param {number[]} written */
export const textOf = ({ symbols }, written) => written.map((row) => symbols[row] ?? "").join("");
