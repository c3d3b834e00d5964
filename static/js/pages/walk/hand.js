// A door that is taken hold of: what follows is computed while it is in the hand, letting go leaves a change, Escape takes it back.

import { including } from "../../core/walk/changes.js";
import { moved } from "../../core/walk/doors.js";
import { paced } from "../../lib/paced.js";
import { Refusal } from "../../lib/refusal.js";
import { batch } from "../../lib/signals.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Change } from "../../core/walk/changes.js" */
/** @import { Door } from "../../core/walk/doors.js" */
/** @import { Answer, State } from "./state.js" */

/**
 * ``open``: from 0 to 1; ``units``: all that move with it
 * @typedef {{walk: Walk, door: Door, unit: number, units: number[], open: number}} InHand
 * @typedef {ReturnType<typeof hand>} Hand
 */

/**
 * @param {State} state
 * @param {(stop: AbortSignal, changes: Change[]) => Promise<Answer>} tried
 * @param {{move: (change: Change) => void, make: (changes: Change[]) => void, latest: () => Change[]}} changing
 */
export function hand(state, tried, { move, make, latest }) {
  const { inHand, preview, said } = state;
  const previews = paced(tried, (answer) => (preview.value = answer), fail);
  /** @type {Change[] | null} as they were before the last door was let go */
  let before = null;
  /** @type {InHand | null} */
  let last = null;

  const change = (/** @type {InHand} */ { walk, door, units, open }) => moved(door, walk, { token: state.place.value.token, units, open });

  /** @param {Omit<InHand, "units">} taken @param {boolean} isOther whether it is the other way than chosen: alone, or together */
  function take(taken, isOther) {
    const units = state.together.value !== isOther ? companyOf(state) : [taken.unit];
    batch(() => {
      state.playing.value = false;
      inHand.value = { ...taken, units };
    });
    previews.ask(including(latest(), change({ ...taken, units })));
  }

  function letGo() {
    const held = inHand.value;
    if (!held) return;
    previews.end();
    [before, last] = [latest(), held];
    move(change(held));
    inHand.value = null;
  }

  function drop() {
    previews.end();
    batch(() => (inHand.value = preview.value = null));
  }

  /** What is in the hand falls back; with nothing in it, what was let go last. */
  function takeBack() {
    if (inHand.value) return drop();
    if (before) make(before);
    before = null;
  }

  /** @param {unknown} error */
  function fail(error) {
    drop();
    if (!(error instanceof Refusal)) throw error;
    said.value = { text: error.message, again: null };
  }

  /** How far a door is open, as one has just left it: what follows from that may not be there yet. @param {Omit<InHand, "units">} taken */
  function lately({ door, unit, walk, open }) {
    const isLast = state.pending.value && last?.door.at === door.at && last.unit === unit && last.walk.direction === walk.direction;
    return isLast && last ? last.open : open;
  }

  return { take, letGo, drop, takeBack, lately };
}

/** Which units move together, whichever of them is in the hand: those that hold the fact, and all that have a lane. @param {State} state */
export function companyOf({ base, lanes }) {
  return [...new Set([...(base.value.remembered?.units ?? []), ...lanes.value])];
}
