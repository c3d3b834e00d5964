// Keys, unless one types or has switched them off.

import { asked } from "../core/keys.js";

/**
 * @param {(command: NonNullable<ReturnType<typeof asked>>) => void} act
 * @param {() => boolean} on
 * @param {(command: NonNullable<ReturnType<typeof asked>>) => boolean} takes what the page has no use for is left to the browser
 */
export function listen(act, on, takes) {
  addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || usesKeys(event.target, event.key)) return;
    const command = asked(event);
    if (command === null || !takes(command) || (event.repeat && command === "play")) return;
    event.preventDefault();
    act(command);
  });
}

/**
 * Whether the part of the page that has the focus needs the key itself.
 * @param {EventTarget | null} target
 * @param {string} key
 */
function usesKeys(target, key) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable], dialog")) return true;
  if (target.matches(".scroll, .math") && /^(Arrow|Home$|End$)/.test(key)) return true; // it has the focus to be scrolled
  if (target.closest("input[type=range]")) return key !== " " && key !== "?";
  return key === " " && Boolean(target.closest("button, summary, a, input[type=checkbox]"));
}
