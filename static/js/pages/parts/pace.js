// A computer that is too slow to show things travel shows them step by step: that is calmer than what stutters.

import { effect } from "../../lib/signals.js";

/** @import { Signal } from "../../lib/signals.js" */

const LATE = 120; // milliseconds from a step until two frames have come: then too much of the way is not seen
const OFTEN = 3; // steps, one after another

/**
 * @param {{playing: Signal<boolean>, halts: Signal<boolean>}} state
 * @param {() => number} at the number of the place
 */
export function pace({ playing, halts }, at) {
  let late = 0;
  effect(() => {
    if (!playing.value) late = 0;
  });
  effect(() => {
    void at();
    if (!playing.value || halts.value) return;
    const from = performance.now();
    const drawn = () => {
      late = performance.now() - from > LATE ? late + 1 : 0;
      if (late === OFTEN) halts.value = true;
    };
    requestAnimationFrame(() => requestAnimationFrame(drawn));
  });
}
