// The pictures of the whole sentence: what the lanes hold as lines, and a heatmap for each signal. They are drawn when somebody
// comes to see them, or to print them; what belongs to the step is on the screen before.

import { isSigned } from "../../core/parts.js";
import { bindChoice, hiddenWhile } from "../../lib/bind.js";
import { latest } from "../../lib/latest.js";
import { look } from "../../lib/look.js";
import { all, part, select } from "../../lib/page.js";
import { draw, onPoint, painted } from "../../lib/plot.js";
import { inSight } from "../../lib/seen.js";
import { computed, effect } from "../../lib/signals.js";
import { heatmap } from "../../views/walk/heatmap.js";
import { lines } from "../../views/walk/lines.js";
import { frames, moveCursor } from "../../views/walk/maps.js";
import { around } from "../parts/picture.js";

/** @import { Figure } from "../../core/figure.js" */
/** @import { Reads } from "../../lib/signals.js" */
/** @import { State } from "./state.js" */

/** @typedef {{place: HTMLElement, figure: () => Figure, press?: (token: number, row: number) => void}} Drawing */

/**
 * @param {State} state
 * @param {(token: number, unit: number, signal: string) => void} open what is pressed
 */
export function pictures(state, open) {
  const { walk, original, order, lanes, place, unit, naming, mapsShown, more, paper } = state;
  const made = computed(() => frames(walk.value, naming.value));
  const token = computed(() => place.value.token);
  const isPrinted = computed(() => paper.value !== "");
  const [drawMaps, drawLines] = [drawing(isPrinted), drawing(isPrinted)];
  const [mapsSeen, linesSeen] = [inSight(around("maps")), inSight(around("lines"))];
  bindChoice(select("maps-shown"), /** @type {{value: string}} */ (mapsShown));
  hiddenWhile(part("maps-of"), () => !original.value);
  effect(() => part("maps").replaceChildren(...made.value.map(({ figure }) => figure)));
  effect(() => {
    void made.value;
    if (!more.value) return;
    for (const cursor of all(part("main"), ".cursor, .row-cursor", HTMLElement)) {
      moveCursor(cursor, walk.value, order.value, token.value, unit.value);
    }
  });
  effect(() => {
    if (!mapsSeen.value && !isPrinted.value) return;
    const [now, was, units, theme] = [walk.value, original.value, order.value, look.value];
    const of = was ? mapsShown.value : "now";
    void drawMaps(
      made.value.map(({ equation, map }) => ({
        place: map,
        figure: () => heatmap(now, was, of, equation.name, units, isSigned(equation), theme),
        press: (token, row) => open(token, units[row] ?? 0, equation.name),
      })),
    );
  });
  effect(() => {
    if (!linesSeen.value && !isPrinted.value) return;
    const [now, was, units, chosen, theme] = [walk.value, original.value, lanes.value, unit.value, look.value];
    void drawLines([{ place: part("lines"), figure: () => lines(now, was, units, chosen, theme) }]);
  });
}

/** One after another, until others take their place. @param {Reads<boolean>} atOnce nobody waits for a frame of what is printed */
function drawing(atOnce) {
  return latest(async (/** @type {AbortSignal} */ stop, /** @type {Drawing[]} */ some) => {
    if (!atOnce.value) await painted();
    for (const { place, figure, press } of some) {
      if (stop.aborted) return;
      await draw(place, figure(), 0);
      if (press) onPoint(place, press);
    }
  });
}
