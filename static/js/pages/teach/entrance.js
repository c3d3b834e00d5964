// What a class needs to come in: an address, four letters and a code, large enough for the last row.

import { isOnlyHere, joinAddress, spoken } from "../../core/rooms/links.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { drawCode } from "../rooms/code.js";

/** @import { State } from "./state.js" */

const TEXTS = {
  nobody: "Nobody has joined yet.",
  arrived: (/** @type {number} */ n) => `${n} ${n === 1 ? "student is" : "students are"} in.`,
  unreachable: (/** @type {string} */ host) =>
    `Only this computer can open “${host}”. Open this page by the name or the number that this computer has in your network, and students can join.`,
};

/** @param {State} state */
export function entrance(state) {
  hiddenWhile(part("entrance"), () => !state.entrance.value);
  saying(part("letters"), () => state.taught.value?.letters ?? "");
  saying(part("address"), () => spoken(location.href));
  saying(part("arrived"), () => (state.attendance.value?.there ? TEXTS.arrived(state.attendance.value.there) : TEXTS.nobody));
  hiddenWhile(part("unreachable"), () => !isOnlyHere(location.href));
  saying(part("unreachable"), () => TEXTS.unreachable(location.hostname));
  effect(() => {
    if (state.entrance.value && state.taught.value) void drawCode(part("qr"), joinAddress(location.href, state.taught.value.letters));
  });
  part("begin").addEventListener("click", () => void (state.entrance.value = false));
}
