// From a link to the comparison that it names. What it does not name is as the page begins.

import { fromFragment, TEXTS } from "../../core/compare/link.js";
import { batch } from "../../lib/signals.js";

/** @import { Ask } from "./asking.js" */
/** @import { State, Texts } from "./state.js" */

/**
 * @param {State} state
 * @param {Texts} texts
 * @param {Ask} ask
 */
export function arriving(state, texts, ask) {
  const { taught, names } = state;
  /** @param {string} text what stands behind the # */
  const read = (text) => fromFragment(text, taught.value, names.filter((name) => !taught.value.includes(name)));

  /** Writes it into the fields. @param {string} text */
  function dress(text) {
    const { view, mended } = read(text);
    batch(() => {
      state.awaited.value = true;
      state.sweep.value = null;
      [state.mode.value, state.chosen.value, state.cell.value] = [view.mode, view.cells, view.cell];
      [state.filler.value, state.hidden.value] = [view.filler, view.hidden];
      for (const name of TEXTS) state[name].value = view.texts[name] ?? texts[name];
    });
    return { token: view.token, mended };
  }

  return {
    dress,
    /** @param {string} text */
    arrive: (text) => {
      const { token, mended } = dress(text);
      void ask(token, mended);
    },
    /**
     * Asks for the first one, once the app has told which cells can be compared; unless somebody was faster.
     * @param {string} text
     */
    begin: (text) => {
      if (state.pending.value || state.answer.value) return;
      const { view, mended } = read(text);
      [state.chosen.value, state.cell.value] = [view.cells, view.cell];
      void ask(view.token, mended);
    },
  };
}
