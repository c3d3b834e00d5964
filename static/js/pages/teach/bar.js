// The bar of a room: who is there, what students can do, which page is shown, and what opens beside it.

import { pageOf } from "../../core/rooms/links.js";
import { t } from "../../core/texts.js";
import { bindBox, hiddenWhile, lens, saying } from "../../lib/bind.js";
import { all, input, part } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";

/** @import { Drawer, Freedom, State } from "./state.js" */
/** @import { Room } from "./teaching.js" */
/** @import { Shown } from "./picture.js" */

const LASTS = 6_000; // milliseconds that a refusal stays
/** @type {Record<Freedom, {follow: boolean, eyes_front: boolean}>} */
const FREEDOMS = {
  follow: { follow: true, eyes_front: false },
  around: { follow: false, eyes_front: false },
  front: { follow: true, eyes_front: true },
};
const PAGES = { walk: "", compare: "compare", lab: "lab" };

/** @param {State} state @param {Room} room @param {Shown} show */
export function bar(state, room, show) {
  saying(part("code"), () => state.taught.value?.letters ?? "");
  part("code").addEventListener("click", () =>
    batch(() => {
      state.entrance.value = !state.entrance.value;
      state.drawer.value = "";
    }),
  );
  effect(() => part("attendance").replaceChildren(...attendanceInWords(state.attendance.value)));
  hiddenWhile(part("lost"), () => !state.isLost.value && !state.refused.value);
  saying(part("lost"), () => (state.isLost.value ? t("rooms.teach.lost") : state.refused.value));
  effect(() => {
    if (!state.refused.value) return;
    const timer = setTimeout(() => (state.refused.value = ""), LASTS);
    return () => clearTimeout(timer);
  });
  chosen("[data-freedom]", "freedom", () => state.freedom.value, (name) => room.show(FREEDOMS[/** @type {Freedom} */ (name)]));
  chosen("[data-page]", "page", () => pageOf(state.address.value) || "walk", (name) => {
    state.entrance.value = false;
    show(`./${PAGES[/** @type {keyof typeof PAGES} */ (name)]}`);
  });
  bindBox(input("hides"), lens(() => state.hides.value, (on) => {
    state.hides.value = on;
    show(state.address.value, state.view.value?.look);
  }));
  effect(() => void input("hides").toggleAttribute("disabled", pageOf(state.address.value) !== ""));
  drawers(state);
}

/** @param {import("../../rooms/teacher.js").Attendance | null} attendance */
function attendanceInWords(attendance) {
  if (!attendance) return [];
  const { there, in_step, behind, around, away } = attendance;
  const counts = Object.entries({ there, "in-step": in_step, behind, around, away });
  const shown = counts.filter(([name, n]) => n > 0 || name === "there");
  return shown.map(([name, n]) => {
    const made = document.createElement("span");
    made.className = `piece is-${name}`;
    made.textContent = t(`rooms.attendance.${name}`, { n });
    return made;
  });
}

/**
 * Buttons of which one is pressed.
 * @param {string} selector
 * @param {string} key of the button's data
 * @param {() => string} read which one
 * @param {(name: string) => void} press
 */
function chosen(selector, key, read, press) {
  for (const button of all(document, selector, HTMLButtonElement)) {
    const name = button.dataset[key] ?? "";
    effect(() => button.setAttribute("aria-pressed", String(read() === name)));
    button.addEventListener("click", () => press(name));
  }
}

/** @param {State} state */
function drawers(state) {
  hiddenWhile(part("drawer"), () => !state.drawer.value);
  for (const name of /** @type {Drawer[]} */ (["guess", "sentences", "lesson", "more"])) hiddenWhile(part(name), () => state.drawer.value !== name);
  for (const button of all(document, "[data-drawer]", HTMLButtonElement)) {
    effect(() => button.setAttribute("aria-expanded", String(state.drawer.value === button.dataset.drawer)));
  }
  const open = (/** @type {string} */ name) =>
    batch(() => {
      state.drawer.value = /** @type {Drawer} */ (state.drawer.value === name ? "" : name);
      state.entrance.value = false;
    });
  for (const button of all(document, "[data-drawer]", HTMLButtonElement)) button.addEventListener("click", () => open(button.dataset.drawer ?? ""));
  part("shut").addEventListener("click", () => open(state.drawer.value));
}
