// The colours by which cells are told apart, as the style sheet has them for the theme.

import { themeNow } from "./look.js";

/** @type {Map<string, string[]>} */
const known = new Map();

/** @param {number} count @returns {string[]} */
export function tones(count) {
  const theme = themeNow();
  const style = getComputedStyle(document.documentElement);
  const found = known.get(theme) ?? Array.from({ length: count }, (_, n) => style.getPropertyValue(`--cell-${n + 1}`).trim());
  known.set(theme, found);
  return found;
}
