// The sentence, and what is said of its present word.

import { gateNames } from "../../core/parts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { markPresent, track } from "../../views/walk/track.js";

/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {(token: number) => void} stopAt
 */
export function sentence(state, stopAt) {
  const place = part("track");
  let [walked, hadFocus] = [state.answer.value, false];
  effect(() => {
    hadFocus = place.contains(document.activeElement);
    place.replaceChildren(...track(state.walk.value, state.original.value));
  });
  effect(() => {
    const isNew = walked !== state.answer.value;
    walked = state.answer.value;
    const present = markPresent(place, state.place.value.token); // it asks where things are, so it comes before anything is changed
    if (isNew && hadFocus) present?.focus({ preventScroll: true }); // its words are new ones
  });
  place.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("button") : null;
    if (pressed) stopAt(Number(pressed.dataset.token));
  });
  saying(part("gate-names"), () => gateNames(state.walk.value.cell, state.naming.value));
  hiddenWhile(part("legend-words"), () => state.walk.value.readsBothWays);
  hiddenWhile(part("continue"), () => state.walk.value.readsBothWays);
  hiddenWhile(part("both"), () => !state.walk.value.readsBothWays);
  hiddenWhile(part("unknown"), () => state.walk.value.tokens.every(({ known }) => known));
}
