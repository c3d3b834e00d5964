// The picture under the teacher's hand: whatever it shows, all see.

import { hides, hiding, isPage, pageOf, undressed } from "../../core/rooms/links.js";
import { hands } from "../../lib/hands.js";
import { part } from "../../lib/page.js";
import { picture } from "../../lib/picture.js";
import { effect, untracked } from "../../lib/signals.js";
import { frameIn, light } from "../rooms/frame.js";

/** @import { Room } from "./teaching.js" */
/** @import { State } from "./state.js" */
/** @typedef {ReturnType<typeof drawPicture>} Shown */

/**
 * Beside what stands or opens next to it the picture is the same, and smaller: nothing in it is laid out for less room.
 * @param {HTMLElement} frame
 * @param {HTMLElement} place that is left for it
 * @param {HTMLElement} all of the width
 */
function whole(frame, place, all) {
  const fit = () => frame.style.setProperty("--share", String(place.clientWidth / all.clientWidth || 1));
  new ResizeObserver(fit).observe(place);
}

/** @param {State} state @param {Room} room */
export function drawPicture(state, room) {
  const frame = frameIn(part("picture"));
  whole(frame, part("picture"), part("stage-and-drawer"));
  const shown = picture(frame, "./", (address) => {
    state.address.value = undressed(address);
    if (!pageOf(address)) state.hides.value = hides(address);
    if (state.hand.value) room.show({ state: state.address.value });
  });
  const touched = () => {
    state.hand.value = true;
    if ((state.view.value?.look ?? []).length) room.show({ look: [] }); // whoever goes on looks at something else
  };
  hands(frame, { isHeld: () => false, touched, refused() {} });
  // What another page of the same teacher shows. It is not sent again, until somebody touches the picture here.
  effect(() => {
    const view = state.view.value;
    if (view && !state.hand.value && isPage(view.state)) shown.show(undressed(view.state));
  });
  light(shown, () => state.view.value?.look ?? []);
  /** Shows something to all. @param {string} wanted @param {string[]} [look] what to look at in it, by the ids of elements */
  return (wanted, look = []) => {
    const address = hiding(wanted, untracked(() => state.hides.value));
    state.hand.value = true;
    shown.show(address); // it tells where it has come to, and that is sent
    const before = untracked(() => state.view.value?.look ?? []);
    if (String(look) !== String(before)) room.show({ state: undressed(address), look });
  };
}
