// The teacher's own link, the theme, and the end of the class.

import { inARow } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { theme } from "../../lib/look.js";
import { part, select } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { drawCode } from "../rooms/code.js";
import { linkOf } from "./door.js";

/** @import { State } from "./state.js" */
/** @import { Room } from "./teaching.js" */

/** @param {State} state @param {Room} room */
export function more(state, room) {
  const { taken, isShown, isSure } = state.more;
  saying(part("taken"), () => taken.value);
  part("take").addEventListener("click", async () => {
    const link = linkOf(state);
    taken.value = await copied(link);
  });
  saying(part("show-mine"), () => (t(isShown.value ? "rooms.more.hide-code" : "rooms.more.show-code")));
  hiddenWhile(part("my-qr"), () => !isShown.value);
  effect(() => {
    part("show-mine").setAttribute("aria-expanded", String(isShown.value));
    if (isShown.value) void drawCode(part("my-qr"), linkOf(state));
  });
  effect(() => {
    if (state.drawer.value !== "more") isShown.value = false;
  });
  part("show-mine").addEventListener("click", () => void (isShown.value = !isShown.value));
  themes();
  saying(part("hours"), () => {
    const { hours } = state.taught.value ?? {};
    return inARow([t("rooms.more.end-hint"), hours ? t("rooms.more.hours", { n: hours }) : ""]);
  });
  hiddenWhile(part("sure"), () => !isSure.value);
  hiddenWhile(part("close"), () => isSure.value);
  part("close").addEventListener("click", () => {
    isSure.value = true;
    part("sure").scrollIntoView({ block: "end" });
  });
  part("keep").addEventListener("click", () => void (isSure.value = false));
  part("close-now").addEventListener("click", () => void room.close());
}

/** @param {string} link @returns {Promise<string>} what there is to be said of it */
async function copied(link) {
  try {
    await navigator.clipboard.writeText(link); // it is missing where the page comes over plain http from another computer
    return t("common.copied");
  } catch {
    return t("rooms.more.link", { link });
  }
}

/** The choice of the page's head, which a room hides. */
function themes() {
  const choice = select("theme");
  for (const { value, text } of choice.options) {
    const button = document.createElement("button");
    [button.type, button.textContent] = ["button", text];
    button.addEventListener("click", () => {
      choice.value = value;
      choice.dispatchEvent(new Event("change"));
    });
    effect(() => button.setAttribute("aria-pressed", String(theme.value === value)));
    part("themes").append(button);
  }
}
