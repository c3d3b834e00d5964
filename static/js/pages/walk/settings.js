// What is shown, and in which words.

import { bindBox, bindChoice, bindEntry, lens } from "../../lib/bind.js";
import { look } from "../../lib/look.js";
import { input, part, select } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";
import { reachable } from "../../views/dom.js";
import { unitIn } from "./number.js";
import { chooseLanes, USUAL } from "./state.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function settings(state) {
  bindChoice(select("many"), state.many);
  const units = lens(
    () => state.own.value,
    (text) => batch(() => chooseLanes(state, unitIn(state, text, false) === undefined ? USUAL : text)),
  );
  bindEntry(input("units"), units);
  bindChoice(select("naming"), /** @type {{value: string}} */ (state.naming));
  bindBox(input("moves"), state.moves);
  bindBox(input("repeat"), state.repeat);
  effect(() => {
    void look.value; // letters of another size may need to be scrolled
    reachable(part("main"));
  });
}
