// Questions that a teacher can ask with one press about the sentence on the screen. What is right is read from its trace, and
// never written down.

import { percent } from "../format.js";
import { t } from "../texts.js";

/** @import { Trace } from "../walk.js" */
/** @import { Question } from "./tally.js" */

/** @typedef {Pick<Question, "text" | "kind" | "choices" | "words" | "right" | "said">} Ready */

const SURE = 0.5; // what is less likely is no answer
const MOST_WORDS = 400; // that a question may have
const MOST_CHOICES = 5;

/**
 * @param {Trace} trace with what is believed of one fact
 * @returns {Ready[]}
 */
export function ready(trace) {
  return [turn(trace), answer(trace), sureness(trace)].filter((one) => one !== null);
}

/** Of each word, the answer that it would give there; "" where it does not know. @param {Trace} trace */
function believed({ memory }) {
  return (memory.find(({ belief }) => belief)?.belief ?? []).map(([best]) => (best && best.p >= SURE ? best.word : ""));
}

/** What it says in the blank, or behind the last word. @param {Trace} trace */
function last({ blanks, predictions }) {
  return (blanks.at(-1)?.words ?? predictions.at(-1))?.[0] ?? null;
}

/** @param {Trace} trace @returns {Ready | null} */
function turn(trace) {
  const words = trace.tokens.map(({ text }) => text);
  const answers = believed(trace);
  if (!answers.some(Boolean) || words.length > MOST_WORDS) return null;
  const first = answers.find(Boolean) ?? "";
  const began = answers.indexOf(first);
  const lost = answers.findIndex((word, n) => n > began && word !== "" && word !== first);
  const shared = { kind: /** @type {const} */ ("word"), choices: [], words };
  if (lost < 0 && new Set(answers.slice(began)).size === 1) {
    return { ...shared, text: t("rooms.ready.knows"), right: began, said: t("rooms.ready.knows-said", { word: words[began] ?? "", answer: first }) };
  }
  if (lost < 0) return { ...shared, text: t("rooms.ready.forgets", { word: first }), right: null, said: t("rooms.ready.forgets-never") };
  const turned = t("rooms.ready.forgets-said", { word: words[lost] ?? "", before: first, after: answers[lost] ?? "" });
  return { ...shared, text: t("rooms.ready.forgets", { word: first }), right: lost, said: turned };
}

/** @param {Trace} trace @returns {Ready | null} */
function answer(trace) {
  const said = last(trace);
  if (!said) return null;
  const named = [...new Set(believed(trace).filter(Boolean))].slice(0, MOST_CHOICES).sort();
  if (!named.length) return null;
  const choices = [...named, t("rooms.ready.another")];
  const right = named.includes(said.word) ? named.indexOf(said.word) : named.length;
  return { text: t("rooms.ready.answers"), kind: "choice", choices, words: [], right, said: answered(said) };
}

/** @param {Trace} trace @returns {Ready | null} */
function sureness(trace) {
  const said = last(trace);
  return said && { text: t("rooms.ready.sure"), kind: "number", choices: [], words: [], right: Math.round(100 * said.p), said: answered(said) };
}

/** @param {{word: string, p: number}} said */
const answered = ({ word, p }) => t("rooms.ready.answers-said", { word, percent: percent(p) });
