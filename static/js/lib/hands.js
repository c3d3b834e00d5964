// Whose hand is on a picture in a frame: whether it was touched since it was told where to go, and whether it may be touched.
// It can be scrolled and read in any case.

import { effect, signal } from "./signals.js";

const PRESSES = ["pointerdown", "mousedown", "touchstart", "click", "dblclick", "keydown", "input", "change", "submit"];
const BEGINS = ["pointerdown", "keydown"]; // of these each press has one
const MOVING = ["Tab", "Shift", "Control", "Alt", "Meta"];

/**
 * @param {HTMLIFrameElement} frame of the same origin
 * @param {{isHeld: () => boolean, touched: () => void, refused: () => void}} hands ``refused``: somebody has pressed on what is held
 */
export function hands(frame, { isHeld, touched, refused }) {
  /** @param {Event} event */
  function pressed(event) {
    if (event.type === "keydown" && MOVING.includes(/** @type {KeyboardEvent} */ (event).key)) return;
    const begins = BEGINS.includes(event.type);
    if (!isHeld()) return void (begins && touched());
    event.stopImmediatePropagation();
    if (!isScrolling(event)) event.preventDefault();
    if (event.type === "click") refused();
  }

  const loaded = signal(0);
  effect(() => {
    void loaded.value;
    frame.contentDocument?.documentElement.toggleAttribute("data-held", isHeld());
  });
  frame.addEventListener("load", () => {
    loaded.value++;
    for (const kind of PRESSES) frame.contentWindow?.addEventListener(kind, pressed, { capture: true, passive: false });
  });
}

/** What may scroll has to go on to the browser. @param {Event} event */
function isScrolling({ type, target }) {
  const typed = type === "keydown" && !(/** @type {Element} */ (target).closest?.("input, select, textarea"));
  return typed || type === "pointerdown" || type === "touchstart";
}
