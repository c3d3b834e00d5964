// The cell: what it is made of, whether it has been taught or not; and what is computed in it at this part of the step.

import { beltInWords } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { stages } from "../../core/walk/stages.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { all, part } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";
import { reachable } from "../../views/dom.js";
import { diagram, light } from "../../views/walk/diagram.js";
import { equations } from "../../views/walk/equations.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function cell({ cell, walk, untaught, naming, place, unit }) {
  const picture = computed(() => diagram(cell.value.diagram));
  const computedAt = computed(() => stages(walk.value.cell));
  effect(() => part("diagram").replaceChildren(picture.value));
  effect(() => {
    if (!untaught.value) light(picture.value, walk.value, computedAt.value, place.value, unit.value);
  });
  saying(part("note"), () => cell.value.note);
  saying(part("belt-said"), () => beltInWords(cell.value));
  saying(part("paper"), () => cell.value.paper);
  effect(() => {
    part("equations").replaceChildren(...equations(cell.value, naming.value));
    reachable(part("equations"));
  });
  for (const one of all(document, "[data-walked]", HTMLElement)) hiddenWhile(one, () => Boolean(untaught.value));
  hiddenWhile(part("lede"), () => Boolean(untaught.value));
  hiddenWhile(part("untaught"), () => !untaught.value);
  saying(part("untaught"), () => (untaught.value ? t("walk.untaught") : ""));
}
