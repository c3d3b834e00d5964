// The colours by which cells are told apart, as the style sheet has them for the theme.

import { TONES } from "../core/cells.js";
import { themeNow } from "./look.js";

/** @type {Map<string, string[]>} */
const known = new Map();

/** @returns {string[]} one for each tone of a cell's look */
export function tones() {
  const theme = themeNow();
  const style = getComputedStyle(document.documentElement);
  const found = known.get(theme) ?? Array.from({ length: TONES }, (_, n) => style.getPropertyValue(`--cell-${n + 1}`).trim());
  known.set(theme, found);
  return found;
}
