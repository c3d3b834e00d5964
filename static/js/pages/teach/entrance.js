// What a class needs to come in: an address, four letters and a code, large enough for the last row.

import { inAnyLanguage, isOnlyHere, joinAddress, spoken } from "../../core/rooms/links.js";
import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { drawCode } from "../rooms/code.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function entrance(state) {
  hiddenWhile(part("entrance"), () => !state.entrance.value);
  saying(part("letters"), () => state.taught.value?.letters ?? "");
  const here = () => inAnyLanguage(location.href.split("#", 1)[0] ?? "", document.documentElement.lang);
  saying(part("address"), () => spoken(here()));
  saying(part("arrived"), () => {
    const n = state.attendance.value?.there ?? 0;
    return n ? t("rooms.entrance.arrived", { n }) : t("rooms.entrance.nobody");
  });
  hiddenWhile(part("unreachable"), () => !isOnlyHere(location.href));
  saying(part("unreachable"), () => t("rooms.entrance.only-here", { host: location.hostname }));
  effect(() => {
    if (state.entrance.value && state.taught.value) void drawCode(part("qr"), joinAddress(here(), state.taught.value.letters));
  });
  part("begin").addEventListener("click", () => void (state.entrance.value = false));
}
