// The colours by which cells are told apart, as the style sheet has them for the theme.

import { TONES } from "../core/cells.js";
import { theme } from "./look.js";
import { computed } from "./signals.js";

/** One for each tone of a cell's look. */
export const tones = computed(() => {
  void theme.value;
  const style = getComputedStyle(document.documentElement);
  return Array.from({ length: TONES }, (_, n) => style.getPropertyValue(`--cell-${n + 1}`).trim());
});
