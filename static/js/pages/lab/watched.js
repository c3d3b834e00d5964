// Inside the network: one sequence, drawn anew as it learns; and the slider that goes back to what it was like before.

import { holders, ofUnits } from "../../core/lab/held.js";
import { mapsOf } from "../../core/lab/maps.js";
import { predictionsOf } from "../../core/lab/watched.js";
import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { eachFrame } from "../../lib/frames.js";
import { latest } from "../../lib/latest.js";
import { look } from "../../lib/look.js";
import { input, part } from "../../lib/page.js";
import { Refusal } from "../../lib/refusal.js";
import { computed, effect } from "../../lib/signals.js";
import { element } from "../../views/dom.js";
import { columns, strip } from "../../views/lab/strip.js";

/** @import { Made } from "../../core/lab/lesson.js" */
/** @import { Engine } from "../../lib/engine.js" */
/** @import { Lane, State } from "./state.js" */

/** @param {State} state @param {(lane: Lane) => Engine | undefined} engineOf */
export function watched(state, engineOf) {
  const marks = computed(() => state.lane.value?.marks.value ?? []);
  const at = computed(() => Math.min(state.back.value ?? Infinity, marks.value.length - 1));
  const looking = latest(async (_stop, /** @type {Lane} */ lane, /** @type {Float32Array} */ numbers) => (
    engineOf(lane)?.ask("lookBack", { numbers, one: lane.watched.one })
  ));
  effect(() => {
    const lane = state.lane.value;
    const mark = state.back.value === null ? null : state.mark.value;
    if (!lane || !mark) return;
    looking(lane, mark.numbers).then((answer) => answer && (lane.look.value = answer)).catch((error) => {
      if (!(error instanceof Refusal)) throw error;
      state.said.value = { text: error.message, again: null };
    });
  });
  eachFrame(() => ({
    lane: state.lane.value, look: state.lane.value?.look.value, colours: look.value, isWhole: state.isWhole.value,
  }), ({ lane, look, colours, isWhole }) => {
    if (!lane || !look) return;
    const { watched, written, made } = lane;
    const chosen = look.held && !isWhole ? holders(look.held) : null;
    const bands = mapsOf(written, look).map((band) => (chosen ? ofUnits(band, watched.words.length, chosen) : band));
    columns(part("strip"), watched.words);
    part("strip").replaceChildren(...strip(watched, bands, predictionsOf(watched, /** @type {Made} */ (made.unseen), look), colours));
  });
  const slider = input("marks");
  const said = () => t("lab.inside.at", { n: state.mark.value?.update ?? 0 });
  effect(() => {
    slider.max = String(Math.max(0, marks.value.length - 1));
    slider.value = String(at.value);
    slider.setAttribute("aria-valuetext", said());
  });
  slider.addEventListener("input", () => (state.back.value = slider.value === slider.max ? null : Number(slider.value)));
  saying(part("marks-said"), said);
  hiddenWhile(part("believed"), () => !state.lane.value?.watched.one.question);
  hiddenWhile(part("which"), () => state.lanes.value.length < 2);
  const names = computed(() => JSON.stringify(state.lanes.value.map(({ spec }) => spec.title)));
  effect(() => part("which").replaceChildren(...JSON.parse(names.value).map((/** @type {string} */ title, /** @type {number} */ n) => {
    const button = element("button", { type: "button", class: "slim", "aria-pressed": String(n === state.chosen.value) }, title);
    button.addEventListener("click", () => ([state.back.value, state.chosen.value] = [null, n]));
    return button;
  })));
}
