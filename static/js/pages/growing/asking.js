// From a sentence to all snapshots of it.

import { latest } from "../../lib/latest.js";
import { Refusal } from "../../lib/refusal.js";
import { batch } from "../../lib/signals.js";
import { ask } from "../../lib/source/app.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function asking(state) {
  const answered = latest((stop, /** @type {string} */ sentence) => ask("growing", stop, { sentence }));

  /** @param {number} [at] the snapshot to look at */
  return async function read(at = state.at.value) {
    const sentence = state.typed.value;
    state.pending.value = true;
    try {
      const answer = await answered(sentence);
      if (!answer) return;
      batch(() => {
        [state.answer.value, state.shown.value, state.at.value] = [answer, sentence, Math.min(at, answer.snapshots.length - 1)];
        state.pending.value = state.playing.value = state.awaited.value = false;
        state.said.value = { text: "", again: null };
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      batch(() => {
        state.pending.value = false;
        state.said.value = { text: error.message, again: error.again ? () => void read(at) : null };
      });
    }
  };
}
