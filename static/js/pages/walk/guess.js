// Hide what comes, and guess first: where there is something to guess the walk waits until one has chosen.

import { t } from "../../core/texts.js";
import { bindBox, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function guessing({ hides, guess: { on, made }, guessed, waits, playing, place, base }) {
  let [last, goesOn] = [base.value, false]; // goesOn: whether it played until it had to wait
  bindBox(input("hides"), hides);
  bindBox(input("guesses"), on);
  saying(part("guess-places"), () => {
    const n = new Set(guessed.value.values()).size;
    if (!on.value) return "";
    return n ? t("walk.guess-first.places", { n }) : t("walk.guess-first.nowhere");
  });
  effect(() => void part("stage").classList.toggle("guessing", on.value));
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
    const { token } = place.value;
    batch(() => {
      made.value = new Map([...made.value, [guessed.value.get(token) ?? token, guess]]);
      playing.value = goesOn;
    });
    goesOn = false;
    part("play").focus();
  });
}
