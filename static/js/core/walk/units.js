// Which units are shown, and in which order.

/** @import { Memory, Walk } from "../walk.js" */

/**
 * The units that hold a fact first, the weightiest first, then the others by how much they change over the sentence.
 * @param {Walk} walk
 * @param {Memory | null} memory
 * @returns {number[]} all units
 */
export function ordered(walk, memory) {
  const holding = memory?.units ?? [];
  const held = new Set(holding);
  const spread = spreads(walk);
  const others = Array.from({ length: walk.units }, (_, unit) => unit).filter((unit) => !held.has(unit));
  others.sort((a, b) => /** @type {number} */ (spread[b]) - /** @type {number} */ (spread[a]));
  return [...holding, ...others];
}

/**
 * How far each unit's memory moves over the sentence: its largest value less its smallest.
 * @param {Walk} walk
 */
function spreads(walk) {
  const state = walk.signal(walk.state);
  const [least, most] = [new Float64Array(walk.units), new Float64Array(walk.units)];
  for (let token = 0; token < walk.length; token++) {
    state.row(token).forEach((value, unit) => {
      least[unit] = Math.min(/** @type {number} */ (least[unit]), value);
      most[unit] = Math.max(/** @type {number} */ (most[unit]), value);
    });
  }
  return most.map((value, unit) => value - /** @type {number} */ (least[unit]));
}

/**
 * @param {string} text such as "3, 17 40"
 * @param {number} units how many there are
 * @returns {number[]} those that exist, each once
 */
export function parsed(text, units) {
  const numbers = text.match(/\d+/g)?.map(Number) ?? [];
  return [...new Set(numbers)].filter((unit) => unit < units);
}
