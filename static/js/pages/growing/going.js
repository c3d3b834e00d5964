// From one snapshot to the next: by the slider, by its keys, or by itself.

import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { effect, untracked } from "../../lib/signals.js";

/** @import { State } from "./state.js" */

const PAUSE = 700; // milliseconds at each snapshot

/** @param {State} state */
export function going(state) {
  const slider = input("at");
  slider.addEventListener("input", () => {
    [state.playing.value, state.at.value] = [false, Number(slider.value)];
  });
  effect(() => {
    [slider.max, slider.value] = [String(state.last.value), String(state.at.value)];
    slider.setAttribute("aria-valuetext", t("growing.updates", { n: state.snapshot.value?.updates ?? 0 }));
  });
  saying(part("play"), () => (state.playing.value ? t("common.pause") : t("common.play")));
  hiddenWhile(part("play"), () => !state.answer.value);
  part("play").addEventListener("click", () => {
    if (state.at.value === state.last.value) state.at.value = 0;
    state.playing.value = !state.playing.value;
  });
  effect(() => {
    if (!state.playing.value) return;
    void state.at.value;
    setTimeout(() => untracked(() => step(state, state.at.value)), PAUSE);
  });
}

/** @param {State} state @param {number} from */
function step({ playing, at, last }, from) {
  if (!playing.value || at.value !== from) return;
  if (at.value < last.value) at.value += 1;
  if (at.value === last.value) playing.value = false;
}
