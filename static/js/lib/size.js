// How wide something on the page is.

import { signal } from "./signals.js";

/** @import { Reads } from "./signals.js" */

/** @param {HTMLElement} place @returns {Reads<number>} in pixels */
export function widthOf(place) {
  const width = signal(place.clientWidth);
  new ResizeObserver(() => (width.value = place.clientWidth)).observe(place);
  return width;
}
