// A question of a lesson, as the same lesson asks it in another language.

/** @import { Question } from "./tally.js" */
/** @typedef {{steps: {question: {ask: string, choices: string[], reveal: string | null} | null}[]}} Lesson */

/**
 * @param {Question} question
 * @param {Lesson} lesson with what is right, where that is revealed
 * @param {string} language of the lesson
 * @returns {Question} the same where that lesson asks something else, as one of a school's own may
 */
export function translated(question, lesson, language) {
  const found = lesson.steps[question.lesson?.step ?? -1]?.question;
  if (!found || found.choices.length !== question.choices.length) return question;
  return { ...question, text: found.ask, choices: found.choices, said: question.said && (found.reveal ?? ""), language };
}
