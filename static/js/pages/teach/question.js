// The question that stands on all screens: answers are taken, stopped, revealed, and then the picture is there again.

import { t } from "../../core/texts.js";
import { hiddenWhile, lens, saying } from "../../lib/bind.js";
import { bindBox } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { computed, untracked } from "../../lib/signals.js";
import { drawQuestion } from "../rooms/question.js";

/** @import { Question } from "../../core/rooms/tally.js" */
/** @import { State } from "./state.js" */
/** @import { Shown } from "./picture.js" */
/** @import { Room } from "./teaching.js" */

/** @param {State} state @param {Room} room @param {Shown} show */
export function question(state, room, show) {
  const current = state.shownQuestion;
  const tally = computed(() => (state.class.value?.tally?.question === current.value?.name ? (state.class.value?.tally ?? null) : state.tally.value));
  const canMark = (/** @type {Question} */ { kind, revealed }) => revealed && kind !== "number";
  drawQuestion(current, tally, {
    chosen: () => null,
    canPress: canMark,
    press: (value) => room.change({ right: current.value?.right === value ? null : value }),
  });
  saying(part("answered"), () => {
    const n = state.count.value;
    return t("rooms.question.answered", { n, there: Math.max(n, state.attendance.value?.there ?? 0) });
  });
  hiddenWhile(part("close-question"), () => !current.value?.open);
  hiddenWhile(part("reopen"), () => current.value?.open !== false || current.value.revealed);
  hiddenWhile(part("reveal"), () => current.value?.revealed !== false);
  hiddenWhile(part("live").parentElement ?? part("live"), () => current.value?.revealed !== false);
  hiddenWhile(part("mark"), () => !current.value || !canMark(current.value) || current.value.right !== null);
  bindBox(input("live"), lens(() => current.value?.live ?? false, (live) => room.change({ live })));
  part("close-question").addEventListener("click", () => room.change({ open: false }));
  part("reopen").addEventListener("click", () => room.change({ open: true }));
  part("reveal").addEventListener("click", () => {
    const key = keyOf(state);
    room.change({ open: false, revealed: true, ...(key && { right: key.right, said: key.said }) });
    if (key?.shows) show(key.shows, untracked(() => state.view.value?.look));
  });
  part("done").addEventListener("click", () => room.change({ shown: false, open: false }));
}

/** What is right, where this page knows it. @param {State} state */
function keyOf({ key: { value: key }, shownQuestion: { value: question } }) {
  return key && key.name === question?.name ? key : null;
}
