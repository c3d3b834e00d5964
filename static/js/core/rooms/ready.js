// Questions that a teacher can ask with one press about the sentence on the screen. What is right is read from its trace, and
// never written down.

/** @import { Trace } from "../walk.js" */
/** @import { Question } from "./tally.js" */

/** @typedef {Pick<Question, "text" | "kind" | "choices" | "words" | "right" | "said">} Ready */

const SURE = 0.5; // what is less likely is no answer
const MOST_WORDS = 400; // that a question may have
const MOST_CHOICES = 5;

const TEXTS = {
  turns: (/** @type {string} */ word) => `Which word will make it forget ${word}?`,
  learns: "At which word will it know its answer?",
  answers: "What will it answer?",
  another: "Another word",
  sure: "How sure will it be of its answer, in percent?",
  turned: (/** @type {string} */ word, /** @type {string} */ before, /** @type {string} */ after) => `At “${word}” it changes from ${before} to ${after}.`,
  learned: (/** @type {string} */ word, /** @type {string} */ answer) => `From “${word}” on its answer is ${answer}.`,
  never: "It never changes its answer.",
  answered: (/** @type {string} */ word, /** @type {number} */ percent) => `It answers ${word}, with ${percent} %.`,
};

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
    return { ...shared, text: TEXTS.learns, right: began, said: TEXTS.learned(words[began] ?? "", first) };
  }
  if (lost < 0) return { ...shared, text: TEXTS.turns(first), right: null, said: TEXTS.never };
  return { ...shared, text: TEXTS.turns(first), right: lost, said: TEXTS.turned(words[lost] ?? "", first, answers[lost] ?? "") };
}

/** @param {Trace} trace @returns {Ready | null} */
function answer(trace) {
  const said = last(trace);
  if (!said) return null;
  const named = [...new Set(believed(trace).filter(Boolean))].slice(0, MOST_CHOICES).sort();
  if (!named.length) return null;
  const choices = [...named, TEXTS.another];
  const right = named.includes(said.word) ? named.indexOf(said.word) : named.length;
  return { text: TEXTS.answers, kind: "choice", choices, words: [], right, said: TEXTS.answered(said.word, percent(said.p)) };
}

/** @param {Trace} trace @returns {Ready | null} */
function sureness(trace) {
  const said = last(trace);
  return said && { text: TEXTS.sure, kind: "number", choices: [], words: [], right: percent(said.p), said: TEXTS.answered(said.word, percent(said.p)) };
}

/** @param {number} p */
const percent = (p) => Math.round(100 * p);
