// Everything that a student's page keeps, and what follows from it.

import { computed, signal } from "../../lib/signals.js";
import { inRoom } from "../rooms/state.js";

/** @import { Signal } from "../../lib/signals.js" */

/** @typedef {{room: string, letters: string}} Joined */
/** @typedef {{question: string, value: number}} Guess */
/** @typedef {ReturnType<typeof joinState>} State */

/** @param {Guess | null} guess that was made before the page was loaded anew */
export function joinState(guess) {
  const joined = /** @type {Signal<Joined | null>} */ (signal(null));
  const state = {
    ...inRoom(),
    joined,
    /** What is said at the door. */
    door: signal(""),
    guess: signal(guess),
    /** What the student did last on the picture: it is kept while the teacher calls all back. */
    own: signal(""),
    /** What is said for a moment. */
    note: signal(""),
  };
  const isOver = computed(() => joined.value !== null && state.status.value === "closed");
  return {
    ...state,
    isOver,
    isInside: computed(() => joined.value !== null && !isOver.value),
    isLost: computed(() => state.status.value === "reconnecting"),
    isFree: computed(() => state.view.value !== null && !state.view.value.follow),
    isDimmed: computed(() => state.view.value?.eyes_front ?? false),
    /** Whether one goes one's own way just now. */
    isAround: computed(() => state.view.value?.follow === false && state.hand.value),
    guessed: computed(() => (state.guess.value && state.guess.value.question === state.shownQuestion.value?.name ? state.guess.value.value : null)),
  };
}
