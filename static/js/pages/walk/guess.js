// Hide what comes, and guess first: where the network changes its mind the walk waits until one has chosen.

import { bindBox } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function guessing({ hides, guess: { on, made }, waits, playing, place, base }) {
  let [last, goesOn] = [base.value, false]; // goesOn: whether it played until it had to wait
  bindBox(input("hides"), hides);
  bindBox(input("guesses"), on);
  effect(() => {
    if (last !== base.value) made.value = new Map(); // another walk
    last = base.value;
  });
  effect(() => {
    if (!waits.value || !playing.value) return;
    goesOn = true;
    playing.value = false;
  });
  part("answer").addEventListener("click", ({ target }) => {
    const guess = target instanceof Element ? target.closest("[data-guess]")?.getAttribute("data-guess") : null;
    if (guess === null || guess === undefined) return;
    batch(() => {
      made.value = new Map([...made.value, [place.value.token, guess]]);
      playing.value = goesOn;
    });
    goesOn = false;
    part("play").focus();
  });
}
