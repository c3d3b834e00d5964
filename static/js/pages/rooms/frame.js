// The frame in which a page of Gatewalk stands as the picture of a room.

import { t } from "../../core/texts.js";
import { computed, effect } from "../../lib/signals.js";

/** @import { Picture } from "../../lib/picture.js" */

/** @param {HTMLElement} place @returns {HTMLIFrameElement} */
export function frameIn(place) {
  const frame = document.createElement("iframe");
  frame.title = t("rooms.picture");
  place.append(frame);
  return frame;
}

/**
 * Once for the same parts: whoever has scrolled on is not brought back at each step.
 * @param {Picture} picture
 * @param {() => readonly string[]} read what to look at, by the ids of elements
 */
export function light(picture, read) {
  const ids = computed(() => read().join(" "));
  effect(() => picture.light(ids.value.split(" ").filter(Boolean)));
}
