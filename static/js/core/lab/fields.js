// What can be set of a lesson, besides its task: numbers between two bounds.

/** @import { Recipe } from "./lesson.js" */
/**
 * @typedef {{
 *   name: "units" | "layers" | "rate" | "batch" | "clip" | "forget" | "updates", label: string, hint: string, low: number, high: number,
 *   isWhole: boolean, isLive: boolean, usual?: number,
 * }} Field ``isLive``: it may be turned while the network learns; any other change begins a new run
 */

/** @type {Field[]} */
export const FIELDS = [
  { name: "units", label: "Units", hint: "size of the hidden state", low: 1, high: 256, isWhole: true, isLive: false },
  { name: "layers", label: "Layers", hint: "stacked cells", low: 1, high: 4, isWhole: true, isLive: false, usual: 1 },
  { name: "rate", label: "Learning rate", hint: "may change while it learns", low: 0.00001, high: 10, isWhole: false, isLive: true },
  { name: "clip", label: "Clip gradients at", hint: "may change while it learns", low: 0.001, high: 1000, isWhole: false, isLive: true },
  { name: "batch", label: "Batch", hint: "sequences in one update", low: 1, high: 128, isWhole: true, isLive: false },
  { name: "forget", label: "Forget bias", hint: "empty: a different one for each unit", low: -10, high: 10, isWhole: false, isLive: false },
  { name: "updates", label: "Budget", hint: "updates until it stops", low: 1, high: 100_000, isWhole: true, isLive: true },
];

/**
 * A number as it was typed, within its bounds.
 * @param {{low: number, high: number, isWhole: boolean}} field
 * @param {string} text
 * @returns {number | null} null where it is none
 */
export function numberIn({ low, high, isWhole }, text) {
  const value = Number(text.replace(",", "."));
  if (!text.trim() || !Number.isFinite(value)) return null;
  const within = Math.min(high, Math.max(low, value));
  return isWhole ? Math.round(within) : within;
}

/** The settings of a run by which one tells it from others. @param {Recipe} recipe @param {number} seed */
export function settingsInWords({ units, rate, forget }, seed) {
  return `${units} units, rate ${rate}${forget === null ? "" : `, forget bias ${forget}`}, start ${seed}`;
}
