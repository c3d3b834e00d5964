// A sentence for the teacher.

import { t } from "../../core/texts.js";
import { dialog, input, part } from "../../lib/page.js";

/** @import { Room } from "./follow.js" */
/** @import { State } from "./state.js" */

/** @param {State} state @param {Room} room */
export function saying(state, room) {
  part("say").addEventListener("click", () => dialog("saying").showModal());
  part("unsaid").addEventListener("click", () => dialog("saying").close());
  part("sentence").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input("text").value.trim();
    if (!text) return;
    room.send(text);
    input("text").value = "";
    state.note.value = t("rooms.saying.sent");
    dialog("saying").close();
  });
}
