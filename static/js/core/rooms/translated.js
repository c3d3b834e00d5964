// A question of a lesson, as the same lesson asks it in another language.

/** @import { Question } from "./tally.js" */
/** @typedef {{kind: string, ask: string, choices: string[], right: number | null, reveal: string | null}} StepQuestion */
/** @typedef {{steps: {question: StepQuestion | null}[]}} Lesson */

/**
 * @param {Question} question
 * @param {Lesson} lesson with what is right, where that is revealed
 * @param {string} language of the lesson
 * @returns {Question} the same where that lesson asks something else, as one of a school's own may
 */
export function translated(question, lesson, language) {
  const own = lesson.steps[question.lesson?.step ?? -1]?.question;
  if (!own || !isSame(own, question)) return question;
  return { ...question, text: own.ask, choices: own.choices, said: question.said && (own.reveal ?? ""), language };
}

/**
 * Whether a place among the choices is the same answer in both: as far as can be told without knowing both languages.
 * @param {StepQuestion} own
 * @param {Question} question
 */
function isSame({ kind, choices, right }, question) {
  const isRight = !question.revealed || right === question.right;
  return question.kind === "choice" && kind === question.lesson?.kind && choices.length === question.choices.length && isRight;
}
