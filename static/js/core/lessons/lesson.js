// A lesson as the app tells it, with what is right.

/**
 * ``right``: which of the choices, from 0; ``reveal``: what is said then; ``shows``: the address of what is to be seen then
 * @typedef {{kind: string, ask: string, choices: string[], right: number, reveal: string, shows: string}} Question
 * ``address``: below the root of the app; ``look``: parts of its page, and the ids of their elements
 * @typedef {{
 *   title: string, say: string[], link: {page: string, address: string} | null, look: {part: string, id: string}[],
 *   question: Question | null,
 * }} Step
 * @typedef {{title: string, steps: Step[]}} Lesson
 * @typedef {{line: number, what: string, mend: string}} Fault
 */

export {};
