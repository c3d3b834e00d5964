// The answer to a request that follows from what is shown: sent whenever that is another one.

import { latest } from "./latest.js";
import { Refusal } from "./refusal.js";
import { effect, signal } from "./signals.js";

/** @import { Reads, Signal } from "./signals.js" */

/**
 * @template Q, A
 * @typedef {{request: Q, answer: A | null, refusal: string}} Answered ``answer``: null where it was refused
 */

/**
 * @template {{key: string}} Q
 * @template A
 * @param {() => Q | null} read the request, or null while there is none; of the same ``key``, it is sent once
 * @param {(stop: AbortSignal, request: Q) => Promise<A>} ask
 * @returns {Reads<Answered<Q, A> | null>}
 */
export function answered(read, ask) {
  /** @type {Signal<Answered<Q, A> | null>} */
  const outcome = signal(null);
  const asking = latest(ask);
  let lastKey = "";

  /** @param {Q} request */
  async function answer(request) {
    try {
      const answer = await asking(request);
      if (answer !== null) outcome.value = { request, answer, refusal: "" };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      lastKey = ""; // the next time it may go better
      outcome.value = { request, answer: null, refusal: error.message };
    }
  }

  effect(() => {
    const request = read();
    if (!request || request.key === lastKey) return;
    lastKey = request.key;
    void answer(request);
  });
  return outcome;
}
