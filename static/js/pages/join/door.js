// The way into a room, by letters that are typed or stand in the address, and out of it.

import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { readAddress, writeAddress } from "../../lib/address.js";
import { batch } from "../../lib/signals.js";
import { browser } from "../../rooms/world.js";

/** @import { Room } from "./follow.js" */
/** @import { State } from "./state.js" */

/** @param {State} state @param {Room} room */
export function door(state, room) {
  hiddenWhile(part("door"), () => state.joined.value !== null);
  hiddenWhile(part("room"), () => !state.isInside.value);
  hiddenWhile(part("over"), () => !state.isOver.value);
  saying(part("door-said"), () => state.door.value);

  /** @param {string} letters */
  async function join(letters) {
    state.door.value = letters.trim() ? t("rooms.one-moment") : t("rooms.join.no-letters");
    if (!letters.trim()) return;
    const { status, reply } = await browser().ask("api/v1/rooms/join", { letters });
    if (status !== 200) return void (state.door.value = reply?.detail ?? t("rooms.join.no-answer"));
    writeAddress(reply.letters);
    batch(() => {
      state.door.value = "";
      state.joined.value = { room: reply.room, letters: reply.letters };
    });
    room.follow(reply.room);
  }

  part("join").addEventListener("submit", (event) => {
    event.preventDefault();
    void join(input("letters").value);
  });
  part("leave").addEventListener("click", () => {
    room.leave();
    comeAnew();
  });
  part("again").addEventListener("click", comeAnew);
  addEventListener("hashchange", () => location.reload()); // the letters of another room
  const letters = readAddress();
  if (letters && !letters.includes("=")) void join(decodeURIComponent(letters));
  else input("letters").focus();
}

/** All that was in a room is gone with the document. */
function comeAnew() {
  writeAddress("");
  location.reload();
}
