// The frame in which a page of Gatewalk stands as the picture of a room.

import { t } from "../../core/texts.js";

/** @param {HTMLElement} place @returns {HTMLIFrameElement} */
export function frameIn(place) {
  const frame = document.createElement("iframe");
  frame.title = t("rooms.picture");
  place.append(frame);
  return frame;
}
