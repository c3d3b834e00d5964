// The key beside the belt: what is drawn on it, what can be taken hold of, and which lanes these are.

import { signs } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { doorsOf } from "../../core/walk/doors.js";
import { bindBox, hiddenWhile, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { companyOf } from "./hand.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {boolean} canMove whether the doors can be moved
 */
export function key(state, canMove) {
  bindBox(input("together"), state.together);
  const hasDoors = () => canMove && doorsOf(state.walk.value).length > 0;
  saying(part("together-of"), () => {
    const [n, shown] = [companyOf(state).length, state.lanes.value.length];
    return t(n > shown ? "walk.key.together-of" : "walk.key.together", { n, shown });
  });
  effect(() => void part("stage").classList.toggle("together", state.together.value));
  saying(part("lanes-said"), () => {
    const isOver = state.played.value && state.number.value === state.last.value;
    if (isOver && canMove) return t(hasDoors() ? "walk.next.drag" : "walk.next.change");
    return state.upTo.value === Infinity ? state.lanesSaid.value : ""; // it may name a word that comes
  });
  saying(part("shown-said"), () => howShown(state.walk.value));
  hiddenWhile(part("signs-of-gates"), () => !state.walk.value.belt);
  hiddenWhile(part("drags"), () => !hasDoors());
}

/** What stands last on a lane: it is more than the gate times the value beside it. @param {Walk} walk */
function howShown({ belt, cell }) {
  const made = cell.equations.find(({ name }) => name === cell.output);
  return belt?.shows && made ? t("walk.key.shown", { equation: signs(made.text) }) : "";
}
