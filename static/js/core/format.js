// Numbers and words as they are shown.

import { decimal, language, t } from "./texts.js";

export const SEEN = 0.005; // what is smaller is written as 0.00

/** @type {Record<string, string>} a plus is not written */
const RAISED = Object.fromEntries([..."-0123456789"].map((sign, n) => [sign, "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"[n] ?? ""]));
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const AND = new Intl.ListFormat(language === "en" ? "en-GB" : language); // "a, b and c", as the texts are written

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

/** A very small or a very large one, as 1.5 × 10⁻⁷. @param {number} value @param {number} decimals */
export function powerOfTen(value, decimals) {
  const [digits = "", power = ""] = value.toExponential(decimals).split("e");
  const raised = [...power].map((sign) => RAISED[sign] ?? "").join("");
  return t("common.power-of-ten", { number: number(Number(digits), decimals), power: raised });
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
  return t("common.quoted", { word: apart(short(word, most)) });
}

/** A word of another direction, such as an Arabic one, without which those around it would change places. @param {string} word */
function apart(word) {
  return RIGHT_TO_LEFT.test(word) ? `\u2068${word}\u2069` : word;
}

/** As "a, b and c". @param {string[]} parts */
export function listed(parts) {
  return AND.format(parts);
}

/** As "a, b, c": choices, or parts that have an "and" of their own. @param {string[]} parts */
export function oneByOne(parts) {
  return joined("common.list", parts);
}

/** Whole sentences, one after the other. @param {string[]} sentences those that are empty are left out */
export function inARow(sentences) {
  return joined("common.sentences", sentences.filter(Boolean));
}

/** @param {string} id how two stand beside each other @param {string[]} parts */
function joined(id, [first = "", ...others]) {
  return others.reduce((before, next) => t(id, { before, next }), first);
}
