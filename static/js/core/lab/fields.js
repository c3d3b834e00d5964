// What can be set of a lesson, besides its task: numbers between two bounds.

import { number } from "../format.js";
import { t, ungrouped } from "../texts.js";

/** @import { Recipe } from "./lesson.js" */
/**
 * @typedef {{
 *   name: "units" | "layers" | "rate" | "batch" | "clip" | "forget" | "updates", label: string, hint: string, low: number, high: number,
 *   isWhole: boolean, isLive: boolean, usual?: number,
 * }} Field ``isLive``: it may be turned while the network learns; any other change begins a new run
 */

/** @type {Field[]} */
export const FIELDS = [
  { name: "units", label: t("lab.field.units"), hint: t("lab.field.units.hint"), low: 1, high: 256, isWhole: true, isLive: false },
  { name: "layers", label: t("lab.field.layers"), hint: t("lab.field.layers.hint"), low: 1, high: 4, isWhole: true, isLive: false, usual: 1 },
  { name: "rate", label: t("lab.field.rate"), hint: t("lab.field.rate.hint"), low: 0.00001, high: 10, isWhole: false, isLive: true },
  { name: "clip", label: t("lab.field.clip"), hint: t("lab.field.clip.hint"), low: 0.001, high: 1000, isWhole: false, isLive: true },
  { name: "batch", label: t("lab.field.batch"), hint: t("lab.field.batch.hint"), low: 1, high: 128, isWhole: true, isLive: false },
  { name: "forget", label: t("lab.field.forget"), hint: t("lab.field.forget.hint"), low: -10, high: 10, isWhole: false, isLive: false },
  { name: "updates", label: t("lab.field.updates"), hint: t("lab.field.updates.hint"), low: 1, high: 100_000, isWhole: true, isLive: true },
];

/**
 * A number as it was typed, within its bounds.
 * @param {{low: number, high: number, isWhole: boolean}} field
 * @param {string} text
 * @returns {number | null} null where it is none
 */
export function numberIn(field, text) {
  return bounded(field, ungrouped(text.trim()).replace(",", ".").replace("−", "-"));
}

/**
 * A number as a program writes it, within its bounds: in no language, so nothing stands between thousands.
 * @param {{low: number, high: number, isWhole: boolean}} field
 * @param {string} text
 * @returns {number | null} null where it is none
 */
export function bounded({ low, high, isWhole }, text) {
  const value = Number(text);
  if (!text.trim() || !Number.isFinite(value)) return null;
  const within = Math.min(high, Math.max(low, value));
  return isWhole ? Math.round(within) : within;
}

/** As it stands in a field: with all its decimals, and nothing between thousands, as it is read again. @param {number | null} value */
export const typed = (value) => (value === null ? "" : number(value, String(value).split(".")[1]?.length ?? 0));

/** A run, and the settings by which one tells it from others. @param {string} cell @param {Recipe} recipe @param {number} which seed */
export function settingsInWords(cell, { units: n, rate, forget }, which) {
  const seed = String(which); // a name, with nothing between thousands, as it stands in its field
  return forget === null ? t("lab.run-settings", { cell, n, rate, seed }) : t("lab.run-settings.forget", { cell, n, rate, forget, seed });
}
