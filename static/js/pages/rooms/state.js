// What both sides of a room keep: what is shown, which question stands there, and whether one is in touch.

import { computed, signal } from "../../lib/signals.js";

/** @import { Signal } from "../../lib/signals.js" */
/** @import { Event } from "../../rooms/order.js" */
/** @import { Status } from "../../rooms/client.js" */
/** @import { Question, Tally } from "../../core/rooms/tally.js" */
/** @import { View } from "../../rooms/teacher.js" */

export function inRoom() {
  const question = /** @type {Signal<Question | null>} */ (signal(null));
  return {
    status: /** @type {Signal<Status>} */ (signal("connecting")),
    view: /** @type {Signal<View | null>} */ (signal(null)),
    question,
    tally: /** @type {Signal<Tally | null>} */ (signal(null)),
    /** The question that stands on the screens. */
    shownQuestion: computed(() => (question.value?.shown ? question.value : null)),
    /** Whether the picture was touched since it was last told where to go. */
    hand: signal(false),
    /** Why something was not taken. */
    refused: signal(""),
  };
}

/** @param {ReturnType<typeof inRoom>} state @param {Event} event */
export function taken(state, { kind, body }) {
  state[kind].value = body;
}
