// What the pages of lessons keep: where one is in a lesson, and what was guessed; of a lesson that is written, its text.

import { guessOf, reviewed, withGuess } from "../../core/lessons/guesses.js";
import { asks, stepAt } from "../../core/lessons/text.js";
import { computed, signal } from "../../lib/signals.js";

/** @import { Guesses } from "../../core/lessons/guesses.js" */
/** @import { Fault, Lesson } from "../../core/lessons/lesson.js" */
/** @import { Signal } from "../../lib/signals.js" */

/** @typedef {ReturnType<typeof taken>} Taken a lesson that somebody takes */
/** @typedef {ReturnType<typeof written>} Written one that somebody writes */
/** @typedef {{faults: Fault[], lesson: Lesson | null}} Checked */

/**
 * @param {Lesson} first
 * @param {Guesses} kept
 * @param {number} at which step, from 0; the number of steps is the end
 */
export function taken(first, kept, at) {
  const lesson = signal(first);
  const guesses = signal(kept);
  const n = signal(at);
  const step = computed(() => lesson.value.steps[n.value] ?? null);
  const question = computed(() => step.value?.question ?? null);
  const guess = computed(() => guessOf(guesses.value, n.value, question.value));
  return {
    lesson,
    guesses,
    n,
    step,
    question,
    guess,
    /** What is chosen, before it is said to be the guess. @type {Signal<number | null>} */
    picked: signal(null),
    /** Whether there is something to guess yet. */
    isOpen: computed(() => question.value !== null && guess.value === null),
    reviewed: computed(() => reviewed(lesson.value, guesses.value)),
  };
}

/** @param {Taken} state what is chosen is the guess now */
export function settle({ guesses, n, question, picked }) {
  if (question.value && picked.value !== null) guesses.value = withGuess(guesses.value, n.value, question.value, picked.value);
}

/** @param {string} first @param {boolean} atEnd whether somebody has just made the last step */
export function written(first, atEnd) {
  const [text, at] = [signal(first), signal(atEnd ? first.length : 0)];
  return {
    text,
    /** Where the cursor stands in it. */
    at,
    isPreview: signal(false),
    step: computed(() => stepAt(text.value, at.value)),
    asks: computed(() => asks(text.value, at.value)),
  };
}
