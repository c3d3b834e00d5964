// The table of the gates. It is one stop of Tab, at the number that is opened.

import { elementAt } from "../../lib/page.js";
import { makeStop, roves } from "../../lib/roving.js";
import { computed, effect } from "../../lib/signals.js";
import { markRow } from "../../views/dom.js";
import { fillGates, gatesTable } from "../../views/walk/gates.js";

/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {(unit: number, signal?: string) => void} choose
 */
export function gates({ walk, original, lanes, naming, place, unit, signal }, choose) {
  const table = elementAt(document, "#gates", HTMLTableElement);
  const made = computed(() => gatesTable(walk.value, lanes.value, naming.value));
  const rows = computed(() => [...(made.value.at(-1)?.children ?? [])]);
  effect(() => table.replaceChildren(...made.value));
  const token = computed(() => place.value.token);
  effect(() => fillGates(rows.value, walk.value, original.value, lanes.value, token.value, naming.value));
  effect(() => markRow(rows.value, lanes.value, unit.value));
  effect(() => {
    const row = rows.value[lanes.value.indexOf(unit.value)];
    makeStop(table, row?.querySelector(`[data-opens="${CSS.escape(signal.value)}"]`));
  });
  opens(table, choose);
  roves(table);
}

/**
 * What is pressed in a place opens the number that it names.
 * @param {HTMLElement} place
 * @param {(unit: number, signal?: string) => void} choose
 */
export function opens(place, choose) {
  place.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.unit) choose(Number(target.dataset.unit), target.dataset.opens);
  });
}
