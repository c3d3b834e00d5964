// The answer to a question that follows from what is shown: asked whenever that is another one.

import { latest } from "./latest.js";
import { Refusal } from "./refusal.js";
import { effect, signal } from "./signals.js";

/** @import { Reads, Signal } from "./signals.js" */

/**
 * @template Q, A
 * @typedef {{question: Q, answer: A | null, refusal: string}} Answered ``answer``: null where it was refused
 */

/**
 * @template {{key: string}} Q
 * @template A
 * @param {() => Q | null} read the question, or null while there is none; of the same ``key``, it is asked once
 * @param {(stop: AbortSignal, question: Q) => Promise<A>} ask
 * @returns {Reads<Answered<Q, A> | null>}
 */
export function answered(read, ask) {
  /** @type {Signal<Answered<Q, A> | null>} */
  const found = signal(null);
  const asking = latest(ask);
  let asked = "";

  /** @param {Q} question */
  async function answer(question) {
    try {
      const answer = await asking(question);
      if (answer !== null) found.value = { question, answer, refusal: "" };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      asked = ""; // the next time it may go better
      found.value = { question, answer: null, refusal: error.message };
    }
  }

  effect(() => {
    const question = read();
    if (!question || question.key === asked) return;
    asked = question.key;
    void answer(question);
  });
  return found;
}
