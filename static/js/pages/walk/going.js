// Going through a walk: to a place, to a number, and what each key and each button does.

import { t } from "../../core/texts.js";
import { atEnd, clamp, moveToken, placed } from "../../core/walk/timeline.js";
import { batch } from "../../lib/signals.js";

/** @import { Place } from "../../core/walk/timeline.js" */
/** @import { State } from "./state.js" */

/** @typedef {ReturnType<typeof going>} Going */

export const PAUSES = { slow: 1200, usual: 600, fast: 250 }; // milliseconds for each part of a step

/** @param {State} state */
export function going(state) {
  /** @param {Place} place */
  const go = (place) => {
    state.gone.value = true;
    state.place.value = clamp(place, state.timeline.value);
  };
  /** @param {number} unit @param {string} [signal] */
  const choose = (unit, signal = state.signal.value) =>
    batch(() => {
      state.unit.value = unit;
      state.signal.value = signal;
      state.oldOf.value = -1;
    });
  /** To the end of its step. @param {number} token */
  const stopAt = (token) =>
    batch(() => {
      state.playing.value = false;
      state.place.value = clamp({ token, part: Infinity }, state.timeline.value);
    });
  /** @param {number} token @param {number} unit @param {string} signal */
  const openAt = (token, unit, signal) =>
    batch(() => {
      choose(unit, signal);
      stopAt(token);
    });
  return { go, choose, stopAt, openAt };
}

/** Where one is, in words. @param {State} state */
export function whereIn({ place, walk, caption, part }) {
  return t("walk.go.at", { place: place.value.token + 1, length: walk.value.length, word: caption.value.word, part: part.value?.title ?? "" });
}

/** What happens there, read out. @param {State} state */
export function spoken({ caption, part }) {
  const { word, text } = caption.value;
  return t("walk.go.spoken", { word, part: part.value?.title ?? "", caption: text });
}

/**
 * What the keys and the buttons below the belt ask for.
 * @param {State} state
 * @param {Going} to
 */
export function commands(state, { go, choose }) {
  /** @param {number} number of a part */
  const seek = (number) => go(placed(number, state.timeline.value));
  /** @param {number} by */
  const neighbour = (by) => {
    const lanes = state.lanes.value;
    return lanes[Math.min(lanes.length - 1, Math.max(0, lanes.indexOf(state.unit.value) + by))] ?? state.unit.value;
  };
  const isAtEnd = () => atEnd(state.place.value, state.timeline.value);

  return {
    seek,
    /** A part of the step on; at the end it begins again, or ends. */
    step: () => {
      if (!isAtEnd()) seek(state.number.value + 1);
      else if (state.repeat.value) go({ token: 0, part: 0 });
      else {
        state.playing.value = false;
        state.played.value = true;
      }
    },
    /** A walk opens where something has happened: that is played first. */
    start: () => {
      if (isAtEnd()) go({ token: 0, part: 0 });
      else if (!state.gone.value) go({ ...state.place.value, part: 0 });
    },
    commands: {
      begin: () => go({ token: 0, part: 0 }),
      end: () => go({ token: state.walk.value.length - 1, part: Infinity }),
      tokenBack: () => go(moveToken(state.place.value, -1, state.timeline.value)),
      tokenOn: () => go(moveToken(state.place.value, 1, state.timeline.value)),
      partBack: () => seek(Math.max(0, state.number.value - 1)),
      partOn: () => seek(state.number.value + 1),
      unitBack: () => choose(neighbour(-1)),
      unitOn: () => choose(neighbour(1)),
    },
    /** @param {number} n the n-th signal */
    open: (n) => {
      const equation = state.walk.value.cell.equations[n];
      if (equation) choose(state.unit.value, equation.name);
    },
  };
}
