// Questions that a teacher can ask with one press about the sentence on the screen. What is right is read from its trace, and
// never written down.

import { goneTo } from "./links.js";
import { phrase } from "./phrases.js";

/** @import { Trace } from "../walk.js" */
/** @import { Question } from "./tally.js" */

/**
 * @typedef {Pick<Question, "text" | "kind" | "choices" | "words" | "right" | "said" | "language" | "lesson"> & {shows: string}} Ready
 *   ``shows``: the address of what is to be seen once it is revealed; "" where that is not known
 */

const SURE = 0.5; // what is less likely is no answer
const MOST_WORDS = 400; // that a question may have
const MOST_CHOICES = 5;
const ITS_OWN = "en"; // the language of the network, whose words stand among the answers

/**
 * @param {Trace} trace with what is believed of one fact
 * @param {string} address of its walk
 * @returns {Ready[]}
 */
export function ready(trace, address) {
  const words = wordsOf(trace);
  const questions = [turn(trace), answer(trace), sureness(trace)].filter((one) => one !== null);
  return questions.map(({ place, ...one }) => ({
    choices: [], ...one, words: words.length > MOST_WORDS ? [] : words, language: ITS_OWN, lesson: null, shows: goneTo(address, place),
  }));
}

/** @param {Trace} trace */
export const wordsOf = ({ tokens }) => tokens.map(({ text }) => text);

/** Of each word, the answer that it would give there; "" where it does not know. @param {Trace} trace */
function believed({ memory }) {
  return (memory.find(({ belief }) => belief)?.belief ?? []).map(([best]) => (best && best.p >= SURE ? best.word : ""));
}

/** What it says in the blank, or behind the last word. @param {Trace} trace */
function last({ blanks, predictions }) {
  return (blanks.at(-1)?.words ?? predictions.at(-1))?.[0] ?? null;
}

/** The token at which it says so. @param {Trace} trace */
const end = ({ blanks, tokens }) => blanks.at(-1)?.index ?? tokens.length - 1;

/** @typedef {Pick<Ready, "text" | "kind" | "right" | "said"> & {choices?: Ready["choices"], place: number}} Made ``place``: where it is seen */

/** @param {Trace} trace @returns {Made | null} */
function turn(trace) {
  const words = wordsOf(trace);
  const answers = believed(trace);
  if (!answers.some(Boolean) || words.length > MOST_WORDS) return null;
  const first = answers.find(Boolean) ?? "";
  const began = answers.indexOf(first);
  const lost = answers.findIndex((word, n) => n > began && word !== "" && word !== first);
  const kind = /** @type {const} */ ("word");
  if (lost < 0 && new Set(answers.slice(began)).size === 1) {
    return { kind, text: phrase("knows"), right: began, place: began, said: phrase("knows-said", { word: words[began] ?? "", answer: first }) };
  }
  const text = phrase("forgets", { word: first });
  if (lost < 0) return { kind, text, right: null, place: end(trace), said: phrase("forgets-never") };
  const said = phrase("forgets-said", { word: words[lost] ?? "", before: first, after: answers[lost] ?? "" });
  return { kind, text, right: lost, place: lost, said };
}

/** @param {Trace} trace @returns {Made | null} */
function answer(trace) {
  const said = last(trace);
  if (!said) return null;
  const named = [...new Set(believed(trace).filter(Boolean))].slice(0, MOST_CHOICES).sort();
  if (!named.length) return null;
  const choices = [...named, phrase("another")];
  const right = named.includes(said.word) ? named.indexOf(said.word) : named.length;
  return { text: phrase("answers"), kind: "choice", choices, right, place: end(trace), said: answered(said) };
}

/** @param {Trace} trace @returns {Made | null} */
function sureness(trace) {
  const said = last(trace);
  return said && { text: phrase("sure"), kind: "number", right: Math.round(100 * said.p), place: end(trace), said: answered(said) };
}

/** @param {{word: string, p: number}} said */
const answered = ({ word, p }) => phrase("answers-said", { word, percent: p });
