// Opening a room, coming back to one, and what is left when it is closed.

import { takeAlong, taken } from "../../core/rooms/links.js";
import { t } from "../../core/texts.js";
import { readAddress, writeAddress } from "../../lib/address.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";
import { browser } from "../../rooms/world.js";

/** @import { inBrowser } from "../../lib/remembered.js" */
/** @import { Kept, State } from "./state.js" */
/** @import { Room } from "./teaching.js" */
/** @import { Shown } from "./picture.js" */
/** @typedef {ReturnType<typeof inBrowser<Kept>>} Keeps */

/** The room that a link names, else the one that this browser has opened. @param {Keeps} kept @returns {Kept | null} */
export function keptOrTaken(kept) {
  const brought = taken(readAddress());
  if (!brought) return kept.read();
  writeAddress(""); // whoever sees the screen must not see the key
  return { ...brought, asked: null };
}

/** @param {State} state @param {Room} room @param {Shown} show @param {Keeps} kept */
export function door(state, room, show, kept) {
  hiddenWhile(part("door"), () => state.taught.value !== null);
  hiddenWhile(part("room"), () => !state.isInside.value);
  hiddenWhile(part("over"), () => !state.isOver.value);
  saying(part("door-said"), () => state.door.value);
  effect(() => kept.write(state.taught.value && !state.isOver.value ? { ...state.taught.value, asked: state.key.value } : null));

  part("open").addEventListener("click", async () => {
    state.door.value = t("rooms.one-moment");
    const { status, reply } = await browser().ask("api/v1/rooms", {});
    if (status !== 200) return void (state.door.value = reply?.detail ?? t("rooms.teach.no-answer"));
    batch(() => {
      state.door.value = "";
      state.taught.value = reply;
      state.entrance.value = true;
    });
    room.begin(reply);
    show("./");
  });
  part("another").addEventListener("click", () => location.reload());
  addEventListener("hashchange", () => location.reload()); // a link to another room
  if (!state.taught.value) return;
  room.begin(state.taught.value);
  show(state.view.value?.state ?? "./");
  state.hand.value = false; // it is shown what the room shows
}

/** @param {State} state */
export const linkOf = (state) => (state.taught.value ? takeAlong(location.href, state.taught.value) : "");
