// The key beside the belt: what is drawn on it, what can be taken hold of, and which lanes these are.

import { t } from "../../core/texts.js";
import { doorsOf } from "../../core/walk/doors.js";
import { bindBox, hiddenWhile, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { companyOf } from "./hand.js";

/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {boolean} canMove whether the doors can be moved
 */
export function key(state, canMove) {
  bindBox(input("together"), state.together);
  saying(part("together-of"), () => t("walk.key.together", { n: companyOf(state, state.unit.value) }));
  saying(part("lanes-said"), () => (state.upTo.value === Infinity ? state.lanesSaid.value : "")); // it may name a word that comes
  hiddenWhile(part("signs-of-gates"), () => !state.walk.value.belt);
  hiddenWhile(part("drags"), () => !canMove || !doorsOf(state.walk.value).length);
}
