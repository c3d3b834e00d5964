// Keys, unless one types or has switched them off.

import { commandOf } from "../core/keys.js";

const MOVES = /^(Arrow|Home$|End$)/;

/**
 * @param {(command: NonNullable<ReturnType<typeof commandOf>>) => void} act
 * @param {() => boolean} on
 * @param {(command: NonNullable<ReturnType<typeof commandOf>>) => boolean} takes what the page has no use for is left to the browser
 */
export function listen(act, on, takes) {
  addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || usesKeys(event.target, event)) return;
    const command = commandOf(event);
    if (command === null || !takes(command) || (event.repeat && command === "play")) return;
    event.preventDefault();
    act(command);
  });
}

/**
 * Whether the part of the page that has the focus needs the key itself.
 * @param {EventTarget | null} target
 * @param {KeyboardEvent} pressed
 */
function usesKeys(target, { key, shiftKey }) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable], dialog")) return true;
  if (target.matches(".scroll, .math") && MOVES.test(key)) return true; // it has the focus to be scrolled
  if (!shiftKey && target.closest("[role=grid]") && MOVES.test(key)) return true; // it goes from button to button
  if (target.closest("input[type=range]")) return key !== " " && key !== "?";
  return key === " " && Boolean(target.closest("button, summary, a, input[type=checkbox]"));
}
