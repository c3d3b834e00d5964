// What is far down on the page is worked out when somebody comes to see it.

import { signal } from "./signals.js";

/** @import { Reads } from "./signals.js" */

/** @param {Element} place @returns {Reads<boolean>} whether it is in sight, or nearly */
export function inSight(place) {
  const seen = signal(false);
  new IntersectionObserver((entries) => (seen.value = entries.at(-1)?.isIntersecting ?? false), { rootMargin: "200px" }).observe(place);
  return seen;
}
