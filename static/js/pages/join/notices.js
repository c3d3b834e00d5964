// What a student is told: whether the screen is in step, what may be done, and where to look.

import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";

/** @import { State } from "./state.js" */

/** @type {Record<State["status"]["value"], string>} */
const STATUS = {
  connecting: t("rooms.status.connecting"),
  "in step": t("rooms.status.in-step"),
  reconnecting: t("rooms.status.reconnecting"),
  closed: "",
};
const LASTS = 4_000; // milliseconds that a note stays

/** @param {State} state */
export function notices(state) {
  saying(part("code"), () => state.joined.value?.letters ?? "");
  saying(part("status"), () => (state.isAround.value && !state.isLost.value ? t("rooms.status.around") : STATUS[state.status.value]));
  effect(() => void (part("status").dataset.status = state.isAround.value && !state.isLost.value ? "around" : state.status.value));
  hiddenWhile(part("lost"), () => !state.isLost.value);
  saying(part("lost"), () => (state.isLost.value ? t("rooms.join.lost") : ""));
  effect(() => void part("room").classList.toggle("is-lost", state.isLost.value));
  hiddenWhile(part("front"), () => !state.isDimmed.value);
  notice(state);
  note(state);
}

/** @param {State} state */
function notice(state) {
  const waits = () => state.view.value === null && state.shownQuestion.value === null;
  hiddenWhile(part("notice"), () => !state.isFree.value && !waits());
  saying(part("notice-text"), () => (waits() ? t("rooms.join.waits") : t("rooms.join.free")));
  // Nothing moves under a finger: what cannot be pressed now is there all the same.
  for (const name of ["mine", "theirs"]) hiddenWhile(part(name), () => !state.isFree.value);
  effect(() => void part("mine").toggleAttribute("disabled", state.hand.value || !state.own.value));
  effect(() => void part("theirs").toggleAttribute("disabled", !state.isAround.value));
}

/** @param {State} state */
function note(state) {
  saying(part("note"), () => state.note.value);
  effect(() => {
    part("note").hidden = !state.note.value;
    if (!state.note.value) return;
    const timer = setTimeout(() => (state.note.value = ""), LASTS);
    return () => clearTimeout(timer);
  });
}
