// The theme, its colours and its typeface, for figures that no style sheet reaches.

import { computed, signal } from "./signals.js";

/** @import { Look } from "../core/figure.js" */

const NAMES = /** @type {const} */ (["ink", "soft", "line", "accent", "plus", "minus", "open", "shut", "sheet"]);
const seen = signal({ theme: themeNow(), look: read() });

export const theme = computed(() => seen.value.theme);

/** Asked of the browser once for each theme, and each size of its type: it is slow to tell. */
export const look = computed(() => seen.value.look);

function themeNow() {
  return document.documentElement.dataset.theme ?? "light";
}

/** @returns {Look} */
function read() {
  const style = getComputedStyle(document.body);
  const colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return /** @type {any} */ ({ ...colours, font: style.fontFamily, rem });
}

function changed() {
  seen.value = { theme: themeNow(), look: read() };
}

new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
addEventListener("beforeprint", changed); // what is printed waits for no observer
addEventListener("resize", () => {
  if (seen.value.look.rem !== read().rem) changed(); // it may follow the width of the window
});
