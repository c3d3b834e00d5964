// Numbers and words as they are shown.

import { decimal, t } from "./texts.js";

/**
 * @param {number} value
 * @param {number} [decimals]
 */
export function number(value, decimals = 2) {
  const text = decimal(value, decimals);
  return (/^-0[.,]?0*$/.test(text) ? text.slice(1) : text).replace("-", "−");
}

/** How likely something is, or how much of it is left. @param {number} share @param {number} [decimals] */
export function percent(share, decimals = 0) {
  return t("common.percent", { number: number(100 * share, decimals) });
}

/** A number of things, such as 1,234. @param {number} value */
export function count(value) {
  return t("common.count", { n: value });
}

/**
 * @param {string} text
 * @param {number} most characters; of a longer one the beginning
 */
export function short(text, most) {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("").trimEnd()}…` : text;
}

/**
 * @param {string | undefined} word
 * @param {number} [most] characters
 */
export function quoted(word = "?", most = 24) {
  return t("common.quoted", { word: short(word, most) });
}
