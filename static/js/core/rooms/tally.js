// How a class has answered, as rows of a picture: one for each word, for each choice, or for each range of numbers.

import { count as counted } from "../format.js";
import { t } from "../texts.js";
import { languageOf, textOf } from "./phrases.js";

/** @import { Phrase } from "./phrases.js" */
/**
 * @typedef {{
 *   name: string, text: Phrase, kind: "choice" | "number" | "word", choices: Phrase[], words: string[], language: string,
 *   lesson: {name: string, step: number, kind: string} | null, shown: boolean, open: boolean, live: boolean,
 *   revealed: boolean, right: number | null, said: Phrase,
 * }} Question as it stands; ``words`` of the sentence that it is about; ``language`` of what was written by hand; ``lesson`` from
 *   which it is, its step, from 0, and the kind of its question
 * @typedef {{question: string, count: number, values: {value: number, count: number}[]}} Tally
 * @typedef {{label: string, language: string, value: number | null, count: number | null, share: number, isRight: boolean}} Row
 *   ``value``: what is answered by it, or null where it is a range; ``count``: null where it is not shown; ``share`` of the most
 */

const MOST_RANGES = 10;

/**
 * @param {Question} question
 * @param {Tally | null} tally of it; null where nobody is told how many answered what
 * @returns {Row[]}
 */
export function rows(question, tally) {
  const current = tally && tally.question === question.name ? tally : null;
  if (question.kind === "number") return current ? ranges(question, current) : [];
  const labels = question.kind === "word" ? question.words : question.choices;
  const written = question.kind === "word" ? "en" : question.language; // words of the network are English
  const counts = new Map(current?.values.map(({ value, count }) => [value, count]));
  const most = Math.max(1, ...counts.values());
  return labels.map((phrase, value) => {
    const [label, language] = [textOf(phrase), languageOf(phrase, written)];
    const count = current && (counts.get(value) ?? 0);
    return { label, language, value, count, share: (count ?? 0) / most, isRight: question.revealed && question.right === value };
  });
}

/** @param {Question} question @param {Tally} tally @returns {Row[]} */
function ranges(question, { values }) {
  const right = question.revealed ? question.right : null;
  const all = [...values.map(({ value }) => value), ...(right === null ? [] : [right])];
  if (!all.length) return [];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const width = niceWidth(high - low);
  const first = Math.floor(low / width);
  const end = low >= 0 && high <= 100 ? 100 : Infinity; // of what may be percent no range goes beyond it
  const counted = Array.from({ length: Math.floor(high / width) - first + 1 }, (_, n) => {
    const isIn = (/** @type {number} */ value) => Math.floor(value / width) === first + n;
    const count = values.reduce((sum, one) => sum + (isIn(one.value) ? one.count : 0), 0);
    return { label: rangeOf(first + n, width, end), language: "", value: null, count, isRight: right !== null && isIn(right) };
  });
  const most = Math.max(1, ...counted.map(({ count }) => count));
  return counted.map((row) => ({ ...row, share: row.count / most }));
}

/** 1, 2 or 5 times a power of ten, so that there are not too many ranges. @param {number} whole */
function niceWidth(whole) {
  const least = whole / (MOST_RANGES - 1);
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5, 10].map((times) => times * power).find((width) => width >= least) ?? power;
}

/** @param {number} n @param {number} width @param {number} end */
function rangeOf(n, width, end) {
  const [from, to] = [n * width, Math.min(end, (n + 1) * width - 1)];
  return from === to ? counted(from) : t("rooms.question.range", { from, to });
}
