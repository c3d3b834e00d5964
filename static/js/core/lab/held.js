// Which units hold what is asked for, and what their gates do there: at a name that is new, at one in passing, elsewhere.

/** @import { Map as Band } from "./maps.js" */
/** @import { Watched } from "./watched.js" */
/** @typedef {{fresh: number | null, passing: number | null, rest: number[]}} Places ``fresh``: where a name takes the place of another */

export const SHOWN = 12; // units at most, where only those are shown that hold the most

/** The units that hold the most, in their own order. @param {Float32Array} held how much each holds @param {number} [most] */
export function holders(held, most = SHOWN) {
  const order = Array.from(held.keys()).sort((a, b) => (held[b] ?? 0) - (held[a] ?? 0));
  return order.slice(0, most).sort((a, b) => a - b);
}

/** The same signal of some units only. @param {Band} band @param {number} steps @param {number[]} units @returns {Band} */
export function ofUnits(band, steps, units) {
  const all = band.values.length / steps;
  const values = Float32Array.from({ length: steps * units.length }, (_, n) => (
    band.values[Math.floor(n / units.length) * all + (units[n % units.length] ?? 0)] ?? 0
  ));
  return { ...band, values };
}

/** The mean over all units at a place, each by how much it holds. @param {Band} band @param {Float32Array} held @param {number} place */
export function heldAt({ values }, held, place) {
  const all = held.reduce((sum, one) => sum + one, 0) || 1;
  return held.reduce((sum, one, unit) => sum + (one / all) * (values[place * held.length + unit] ?? 0), 0);
}

/** Where names stand in a sequence, and everything else. @param {Watched} watched @returns {Places} */
export function placesOf({ one: { sequence, swaps }, strong }) {
  const rows = sequence.map(Number);
  const facts = rows.filter((_, place) => strong[place]);
  const isName = (/** @type {number} */ row) => Boolean(swaps?.among.includes(row));
  const fresh = rows.findIndex((row, place) => strong[place] && row !== facts[0]);
  const passing = rows.findIndex((row) => isName(row) && !facts.includes(row));
  const rest = rows.flatMap((row, place) => (isName(row) ? [] : [place]));
  return { fresh: fresh < 0 ? null : fresh, passing: passing < 0 ? null : passing, rest };
}

/**
 * What a gate does at each of the places; null where there is none.
 * @param {Band} band
 * @param {Float32Array} held
 * @param {Places} places
 */
export function gateAt(band, held, { fresh, passing, rest }) {
  const at = (/** @type {number | null} */ place) => (place === null ? null : heldAt(band, held, place));
  return { fresh: at(fresh), passing: at(passing), rest: rest.reduce((sum, place) => sum + heldAt(band, held, place), 0) / (rest.length || 1) };
}
