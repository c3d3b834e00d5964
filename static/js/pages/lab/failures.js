// Failures, one click away.

import { FAILURES } from "../../core/lab/failures.js";
import { part } from "../../lib/page.js";
import { batch } from "../../lib/signals.js";
import { element } from "../../views/dom.js";
import { chooseCell } from "./lesson.js";

/** @import { Learning } from "./learning.js" */
/** @import { State } from "./state.js" */

/** @param {State} state @param {Learning} learning */
export function failures(state, learning) {
  part("failures").replaceChildren(...FAILURES.map(({ title, says, task, cell, values, changes }) => {
    const button = element("button", { type: "button" }, title);
    button.addEventListener("click", async () => {
      batch(() => {
        [state.taskName.value, state.values.value, state.changes.value] = [task, values, changes];
        [state.beside.value, state.seed.value] = ["", 0];
        chooseCell(state, cell);
      });
      learning.rewind();
      scrollTo({ top: 0 });
      part("run").focus({ preventScroll: true });
      await learning.go();
    });
    return element("li", {}, button, element("p", { class: "small soft" }, says));
  }));
}
