// The arithmetic of a number stands beside the belt when it is pressed there, in the place of the table of the gates. Else it
// stands further down, with all that explains.

import { hiddenWhile } from "../../lib/bind.js";
import { elementAt, part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";

/** @import { State } from "./state.js" */

/**
 * It lies over the page: the belt is brought into view above it, with the words where there is room for both.
 * @param {number} room above it, in pixels
 */
function bringAbove(room) {
  const [track, lanes] = [part("track"), elementAt(document, ".lanes", HTMLElement)];
  const margin = parseFloat(getComputedStyle(track).scrollMarginTop);
  const [from, { top, bottom }] = [track.getBoundingClientRect().top, lanes.getBoundingClientRect()];
  if (top < margin || bottom > room) (bottom - from > room - margin ? lanes : track).scrollIntoView({ block: "start" });
}

/** @typedef {(unit: number, signal?: string) => void} Choose without a signal, a lane is chosen and nothing is opened */

/**
 * @param {State} state
 * @param {Choose} choose
 * @returns {{fromBelt: Choose, fromTable: Choose}} what a press there does
 */
export function beside(state, choose) {
  const [place, opened, table] = [part("beside"), part("opened"), part("gates")];
  const home = opened.nextElementSibling;
  /** @type {HTMLElement | null} who had the focus before */
  let opener = null;

  function open() {
    const active = document.activeElement;
    opener = active instanceof HTMLElement && active !== document.body ? active : null;
    state.beside.value = true;
    if (getComputedStyle(place).position === "fixed") bringAbove(innerHeight - parseFloat(getComputedStyle(place).maxHeight));
    if (opener && table.contains(opener)) part("number").focus({ preventScroll: true }); // the table gives way to it
  }

  function close() {
    const hadFocus = place.contains(document.activeElement);
    state.beside.value = false;
    if (hadFocus) opener?.focus({ preventScroll: true });
    state.pointed.value = null;
  }

  effect(() => {
    if (state.beside.value) place.append(opened);
    else home?.before(opened);
  });
  hiddenWhile(place, () => !state.beside.value);
  part("beside-close").addEventListener("click", close);
  place.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
  /** @param {boolean} isBelt @returns {Choose} */
  const from = (isBelt) => (unit, signal) => {
    choose(unit, signal);
    if (signal !== undefined && (isBelt || !state.more.value)) open();
  };
  return { fromBelt: from(true), fromTable: from(false) };
}
