// The picture under the teacher's hand: whatever it shows, all see.

import { isPage, undressed } from "../../core/rooms/links.js";
import { hands } from "../../lib/hands.js";
import { part } from "../../lib/page.js";
import { picture } from "../../lib/picture.js";
import { effect, untracked } from "../../lib/signals.js";
import { frameIn } from "../rooms/frame.js";

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
  hands(frame, { isHeld: () => false, touched: () => void (state.hand.value = true), refused() {} });
  // What another page of the same teacher shows. It is not sent again, until somebody touches the picture here.
  effect(() => {
    const view = state.view.value;
    if (view && !state.hand.value && isPage(view.state)) shown.show(undressed(view.state));
    shown.light(view?.look ?? []);
  });
  /** Shows something to all. @param {string} address @param {string[]} [look] what to look at in it, by the ids of elements */
  return (address, look = []) => {
    state.hand.value = true;
    shown.show(address); // it tells where it has come to, and that is sent
    const before = untracked(() => state.view.value?.look ?? []);
    if (String(look) !== String(before)) room.show({ state: undressed(address), look });
  };
}
