// The colours by which cells are told apart, as the style sheet has them for the theme.

import { themeNow } from "./look.js";

/** @type {Map<string, string[]>} */
const known = new Map();

const CELLS = 8;

/** @returns {string[]} */
export function tones() {
  const theme = themeNow();
  const style = getComputedStyle(document.documentElement);
  const found = known.get(theme) ?? Array.from({ length: CELLS }, (_, n) => style.getPropertyValue(`--cell-${n + 1}`).trim());
  known.set(theme, found);
  return found;
}
