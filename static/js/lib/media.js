// What the screen is like, or that it is paper.

import { signal } from "./signals.js";

/** @import { Reads } from "./signals.js" */

/** @param {string} query @returns {Reads<boolean>} */
export function matches(query) {
  const media = matchMedia(query);
  const is = signal(media.matches);
  media.addEventListener("change", () => (is.value = media.matches));
  return is;
}
