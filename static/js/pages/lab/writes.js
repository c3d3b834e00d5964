// What the network writes by now: anew at each mark, and at those to which one goes back.

import { number } from "../../core/format.js";
import { textOf, wishOf, writesIn } from "../../core/lab/writes.js";
import { t } from "../../core/texts.js";
import { bindText, hiddenWhile, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { paced } from "../../lib/paced.js";
import { Refusal } from "../../lib/refusal.js";
import { computed, effect } from "../../lib/signals.js";

/** @import { Mark } from "../../core/lab/course.js" */
/** @import { Made } from "../../core/lab/lesson.js" */
/** @import { Engine } from "../../lib/engine.js" */
/** @import { Lane, State } from "./state.js" */
/** @typedef {{lane: Lane, mark: Mark, temperature: number, seed: number}} WritingRequest */

/** @param {State} state @param {(lane: Lane) => Engine | undefined} engineOf */
export function writes(state, engineOf) {
  const pen = paced(
    async (_stop, /** @type {WritingRequest} */ { lane, mark, temperature, seed }) => {
      const taught = /** @type {Made} */ (lane.made.taught);
      const answer = await engineOf(lane)?.ask("write", { ...wishOf(taught, temperature, seed), numbers: mark.numbers });
      return { text: textOf(taught, answer?.written ?? []), update: mark.update };
    },
    (written) => (state.written.value = written),
    (error) => {
      if (!(error instanceof Refusal)) throw error;
      state.said.value = { text: error.message, again: null };
    },
  );
  const writer = computed(() => (state.lane.value && writesIn(state.lane.value.task) ? state.lane.value : null));
  effect(() => {
    const [lane, mark] = [writer.value, state.mark.value];
    if (!lane || !mark) return pen.end();
    pen.ask({ lane, mark, temperature: Number(state.temperature.value), seed: state.pen.value });
  });
  hiddenWhile(part("writes"), () => !writer.value);
  bindText(input("temperature"), state.temperature);
  saying(part("temperature-said"), () => number(Number(state.temperature.value), 1));
  bindSeed(state);
  saying(part("written"), () => state.written.value.text);
  saying(part("written-after"), () => t("lab.writes.after", { n: state.written.value.update }));
}

/** @param {State} state */
function bindSeed({ pen }) {
  const seed = input("pen");
  effect(() => void (seed.value = String(pen.value)));
  seed.addEventListener("change", () => {
    pen.value = Math.min(Number(seed.max), Math.max(0, Math.round(Number(seed.value) || 0)));
    seed.value = String(pen.value);
  });
  part("write-again").addEventListener("click", () => (pen.value = (pen.value + 1) % (Number(seed.max) + 1)));
}
