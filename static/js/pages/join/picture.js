// The picture on a student's screen: what the teacher shows, and what the student makes of it while looking around.

import { isPage, undressed } from "../../core/rooms/links.js";
import { t } from "../../core/texts.js";
import { hands } from "../../lib/hands.js";
import { part } from "../../lib/page.js";
import { picture } from "../../lib/picture.js";
import { effect, untracked } from "../../lib/signals.js";
import { frameIn, light } from "../rooms/frame.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function drawPicture(state) {
  const frame = frameIn(part("picture"));
  const shown = picture(frame, "./", (address) => {
    if (state.isAround.value) state.own.value = undressed(address);
  });
  hands(frame, {
    isHeld: () => !state.isFree.value,
    touched: () => void (state.hand.value = true),
    refused: () => void (state.note.value = t("rooms.join.held")),
  });
  // Who looks around still goes along, until the picture is touched.
  effect(() => {
    const view = state.view.value;
    if (view?.follow) state.hand.value = false;
    if (view && !state.hand.value && isPage(view.state)) shown.show(undressed(view.state));
  });
  light(shown, () => (state.hand.value ? [] : (state.view.value?.look ?? [])));
  part("theirs").addEventListener("click", () => void (state.hand.value = false));
  part("mine").addEventListener("click", () => {
    state.hand.value = true;
    shown.show(untracked(() => state.own.value));
  });
}
