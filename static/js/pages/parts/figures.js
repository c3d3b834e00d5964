// What draws the figures is large: it is fetched once the page can be read.

import { part } from "../../lib/page.js";
import { load } from "../../lib/plot.js";

/** @import { Signal } from "../../lib/signals.js" */
/** @import { Said } from "./state.js" */

/**
 * @param {Signal<Said>} said
 * @param {string} text if it cannot be had
 */
export function loadFigures(said, text) {
  load(part("main").dataset.plotly ?? "").catch(() => (said.value = { text, again: null }));
}
