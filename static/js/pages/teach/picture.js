// The picture under the teacher's hand: whatever it shows, all see.

import { isPage, undressed } from "../../core/rooms/links.js";
import { hands } from "../../lib/hands.js";
import { part } from "../../lib/page.js";
import { picture } from "../../lib/picture.js";
import { effect, untracked } from "../../lib/signals.js";
import { frameIn, light } from "../rooms/frame.js";

/** @import { Room } from "./teaching.js" */
/** @import { State } from "./state.js" */
/** @typedef {ReturnType<typeof drawPicture>} Shown */

/** @param {State} state @param {Room} room */
export function drawPicture(state, room) {
  const frame = frameIn(part("picture"));
  const shown = picture(frame, "./", (address) => {
    state.address.value = undressed(address);
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
  /** Shows something to all. @param {string} address @param {string[]} [look] what to look at in it, by the ids of elements */
  return (address, look = []) => {
    state.hand.value = true;
    shown.show(address); // it tells where it has come to, and that is sent
    const before = untracked(() => state.view.value?.look ?? []);
    if (String(look) !== String(before)) room.show({ state: undressed(address), look });
  };
}
