// The units that hold what is asked for: what their gates do at a new name, at one in passing, and elsewhere.

import { gateAt, placesOf, SHOWN } from "../../core/lab/held.js";
import { mapsOf } from "../../core/lab/maps.js";
import { isGate } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { bindBox, hiddenWhile, saying } from "../../lib/bind.js";
import { eachFrame } from "../../lib/frames.js";
import { input, part } from "../../lib/page.js";
import { computed } from "../../lib/signals.js";
import { gateTable } from "../../views/lab/held.js";

/** @import { Lane, State } from "./state.js" */

/** @param {State} state */
export function held(state) {
  const swaps = computed(() => state.lane.value?.watched.one.swaps);
  const units = computed(() => state.lane.value?.written.plan.units ?? 0);
  const isFew = computed(() => !swaps.value || units.value <= SHOWN);
  bindBox(input("whole"), state.isWhole);
  hiddenWhile(part("whole-choice"), () => isFew.value);
  saying(part("whole-said"), () => t("lab.held.whole", { n: units.value }));
  hiddenWhile(part("some"), () => isFew.value || state.isWhole.value);
  saying(part("some"), () => t("lab.held.some", { n: SHOWN, units: units.value }));
  hiddenWhile(part("held"), () => !swaps.value || !state.lane.value?.written.equations.some(isGate));
  saying(part("held-how"), () => t("lab.held.how", { word: swaps.value ? wordAt(state.lane.value, swaps.value.of) : "" }));
  eachFrame(() => ({ lane: state.lane.value, look: state.lane.value?.look.value }), ({ lane, look }) => {
    if (!lane || !look?.held) return;
    const { held } = look;
    const [places, words] = [placesOf(lane.watched), lane.watched.words];
    const heads = [
      t("lab.held.new", { word: words[places.fresh ?? -1] ?? "" }),
      t("lab.held.passing", { word: words[places.passing ?? -1] ?? "" }),
      t("lab.held.rest"),
    ];
    const rows = mapsOf(lane.written, look).filter((band) => band.isGate).map((band) => {
      const { fresh, passing, rest } = gateAt(band, held, places);
      return { signal: band.signal, name: band.name, at: [fresh, passing, rest] };
    });
    part("gates-held").replaceChildren(...gateTable(heads, rows));
  });
}

/** @param {Lane | undefined} lane @param {number} row */
const wordAt = (lane, row) => lane?.made.taught?.symbols[row] ?? "";
