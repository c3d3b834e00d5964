// What the page makes of the screen that it is on: how many lanes there is room for, and what is in view while it plays.

import { saying } from "../../lib/bind.js";
import { isFramed } from "../../lib/channel.js";
import { theme } from "../../lib/look.js";
import { matches } from "../../lib/media.js";
import { option, part, select } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { USUAL } from "./state.js";

/** @import { State } from "./state.js" */

const ROOM = { usual: Number(USUAL), frame: 8, projector: 6, phone: 4 }; // lanes
const PHONE = "(max-width: 40rem), (max-height: 30rem)";
const SMALL = "(max-width: 64rem), (max-height: 50rem)"; // of a frame: beside the text of a lesson

/** @param {State} state */
export function layout(state) {
  const [phone, small] = [matches(PHONE), matches(SMALL)];
  effect(() => {
    const usual = isFramed() && small.value ? ROOM.frame : ROOM.usual;
    state.room.value = phone.value ? ROOM.phone : theme.value === "projector" ? ROOM.projector : usual;
  });
  saying(option(select("many"), USUAL), () => String(state.room.value));
  /** @type {unknown} the walk that one went through last */
  let last = null;
  effect(() => {
    const goes = state.number.value >= 0 && state.answer.value === last; // whoever goes by hand need not see the forms above it either
    const track = part("track");
    if (phone.value && (state.playing.value || (goes && track.getBoundingClientRect().bottom > 0))) track.scrollIntoView({ block: "start" });
    last = state.answer.value;
  });
}
