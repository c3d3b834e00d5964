// What is shown, and in which words.

import { bindBox, bindChoice, bindEntry, hiddenWhile, lens } from "../../lib/bind.js";
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
  unfolds(state);
  effect(() => {
    void [look.value, state.more.value]; // letters of another size may need to be scrolled; and what is folded away has none
    reachable(part("main"));
  });
}

/** What is not needed at first is behind one button; of a cell that cannot read a sentence there is nothing else. @param {State} state */
function unfolds({ more, untaught }) {
  part("more").addEventListener("click", () => (more.value = !more.value));
  effect(() => {
    if (untaught.value) more.value = true;
  });
  effect(() => {
    part("more").setAttribute("aria-expanded", String(more.value));
    part("main").classList.toggle("more", more.value);
  });
  for (const name of ["settings", "below"]) hiddenWhile(part(name), () => !more.value);
}
