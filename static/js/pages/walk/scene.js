// What the page is to those who sit before it: its settings, its layout on their screen and on paper, and the tour.

import { TOUR } from "../../core/walk/tour.js";
import { layout } from "./layout.js";
import { paper } from "./paper.js";
import { settings } from "./settings.js";
import { touring } from "./tour.js";

/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

/** @param {State} state @param {Ask} ask */
export function scene(state, ask) {
  settings(state);
  layout(state);
  paper(state);
  touring(state, TOUR, ask);
}
