// The signals of a cell that are drawn while it learns: its gates, and what carries its memory.

import { isGate, isSigned, nameOf } from "../parts.js";

/** @import { Look } from "./course.js" */
/** @import { Written } from "./lesson.js" */
/**
 * @typedef {{signal: string, name: string, isGate: boolean, isSigned: boolean, values: Float32Array}} Map ``values``: ``(steps, units)``
 */

/**
 * Gates first, in the order of the cell, then the memory and, where that is another, what is said.
 * @param {Written} written
 * @param {Look} look
 * @returns {Map[]}
 */
export function mapsOf(written, look) {
  const top = /** @type {Record<string, Record<string, Float32Array>>} */ (look.layers.at(-1)).forward ?? {};
  const shown = written.equations.filter((equation) => isGate(equation) || equation.name === written.memory);
  const sorted = [...shown.filter(isGate), ...shown.filter((equation) => !isGate(equation))];
  return sorted.flatMap((equation) => {
    const values = top[equation.name];
    return values
      ? [{ signal: equation.name, name: nameOf(equation, "usual") ?? equation.name, isGate: isGate(equation), isSigned: isSigned(equation), values }]
      : [];
  });
}

/** The mean of all units at each step. @param {Float32Array} values @param {number} steps */
export function means(values, steps) {
  const units = values.length / steps;
  return Array.from({ length: steps }, (_, step) => (
    values.subarray(step * units, (step + 1) * units).reduce((sum, one) => sum + one, 0) / units
  ));
}
