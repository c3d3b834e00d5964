// What somebody has guessed in a lesson. It is kept as texts: where the lesson asks something else now, it does not count.

/** @import { Lesson, Question } from "./lesson.js" */

/**
 * @typedef {{ask: string, choice: string}} Guess
 * @typedef {Readonly<Record<string, Guess>>} Guesses by the numbers of the steps, from 0
 */

/** @param {unknown} kept whatever a browser has kept @returns {Guesses} what of it are guesses */
export function readGuesses(kept) {
  if (typeof kept !== "object" || kept === null) return {};
  const isGuess = (/** @type {any} */ one) => typeof one?.ask === "string" && typeof one.choice === "string";
  return Object.fromEntries(Object.entries(kept).filter(([, one]) => isGuess(one)));
}

/**
 * @param {Guesses} guesses
 * @param {number} n of the step
 * @param {Question | null} question
 * @returns {number | null} which of the choices was guessed
 */
export function guessOf(guesses, n, question) {
  const guess = guesses[n];
  if (!question || guess?.ask !== question.ask) return null;
  const choice = question.choices.indexOf(guess.choice);
  return choice < 0 ? null : choice;
}

/**
 * @param {Guesses} guesses
 * @param {number} n
 * @param {Question} question
 * @param {number} choice
 * @returns {Guesses}
 */
export function withGuess(guesses, n, { ask, choices }, choice) {
  return { ...guesses, [n]: { ask, choice: choices[choice] ?? "" } };
}

/**
 * @param {Lesson} lesson
 * @param {Guesses} guesses
 * @returns {{n: number, title: string, choice: string, right: string, isRight: boolean}[]} of each step that was guessed at
 */
export function reviewed({ steps }, guesses) {
  return steps.flatMap(({ title, question }, n) => {
    const choice = guessOf(guesses, n, question);
    if (choice === null || !question) return [];
    const [guessed = "", right = ""] = [question.choices[choice], question.choices[question.right]];
    return [{ n, title, choice: guessed, right, isRight: choice === question.right }];
  });
}
