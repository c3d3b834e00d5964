// Keeping in touch with a room: what comes is put into the state, and what is sent goes by the same way.

import { effect } from "../../lib/signals.js";
import { Follower } from "../../rooms/client.js";
import { token } from "../../rooms/world.js";
import { taken } from "../rooms/state.js";

/** @import { State } from "./state.js" */

/**
 * @typedef {{follow: (room: string) => void, leave: () => void, answer: (question: string, value: number) => void, send: (text: string) => void}} Room
 */

/** @param {State} state @returns {Room} */
export function follow(state) {
  /** @type {Follower | null} */
  let follower = null;
  const page = {
    show: (/** @type {import("../../rooms/order.js").Event} */ event) => taken(state, event),
    say: (/** @type {import("../../rooms/client.js").Status} */ status) => void (state.status.value = status),
    refuse: (/** @type {string} */ why) => void (state.refused.value = state.note.value = why),
  };
  effect(() => {
    const { value } = state.isAround;
    follower?.lookAround(value);
  });
  return {
    follow(room) {
      follower = new Follower(`api/v1/rooms/${room}`, token(), page);
      follower.begin();
    },
    leave: () => follower?.leave(),
    answer: (question, value) => follower?.answer(question, value),
    send: (text) => follower?.sendSentence(text),
  };
}
