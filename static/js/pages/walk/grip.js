// How a pointer takes hold of a door. A mouse has it at once. A finger has to rest on it first: one that moves before scrolls
// the page, and changes nothing.

/** @import { Hand, InHand } from "./hand.js" */

const TRAVEL = 96; // pixels up, from shut to open
const SLOP = 4; // pixels: who moves less has pressed
const REST = 300; // milliseconds that a finger rests
const UNSTEADY = 10; // pixels that it may move meanwhile

/**
 * ``taking``: what waits for a finger to have rested; ``isHeld`` since then
 * @typedef {Omit<InHand, "units">} Taken
 * @typedef {{x: number, from: number, isMoving: boolean, isHeld: boolean, taking: number, taken: Taken}} Grip
 */

export const within = (/** @type {number} */ open) => Math.min(1, Math.max(0, open));

/** @param {EventTarget | null} target */
export function doorOf(target) {
  return target instanceof HTMLElement ? /** @type {HTMLElement | null} */ (target.closest("[data-door]")) : null;
}

/**
 * @param {HTMLElement} place
 * @param {Hand} hand
 * @param {(one: HTMLElement) => Taken | null} takenAt
 * @param {(one: HTMLElement) => void} opens
 */
export function byPointer(place, hand, takenAt, opens) {
  /** @type {Grip | null} */
  let grip = null;
  const release = () => {
    clearTimeout(grip?.taking);
    grip = null;
  };
  const lost = () => {
    if (grip?.isHeld) hand.drop();
    release();
  };

  place.addEventListener("pointerdown", (event) => {
    const [one, isMain] = [doorOf(event.target), event.isPrimary && event.button === 0];
    const taken = one && isMain ? takenAt(one) : null;
    if (!one || !taken) return;
    const now = { x: event.clientX, from: event.clientY, isMoving: false, isHeld: event.pointerType === "mouse", taking: 0, taken };
    grip = now;
    const hold = () => one.focus({ preventScroll: true });
    if (now.isHeld) {
      event.preventDefault(); // no text is marked
      hold();
      return one.setPointerCapture(event.pointerId);
    }
    now.taking = setTimeout(() => {
      now.isHeld = true;
      hold();
      hand.take(taken, false);
    }, REST);
  });
  place.addEventListener("pointermove", ({ clientX, clientY, shiftKey }) => {
    if (!grip) return;
    const up = grip.from - clientY;
    if (!grip.isHeld && Math.hypot(grip.x - clientX, up) > UNSTEADY) return release();
    grip.isMoving ||= grip.isHeld && Math.abs(up) > SLOP;
    if (grip.isMoving) hand.take({ ...grip.taken, open: within(grip.taken.open + up / TRAVEL) }, shiftKey);
  });
  place.addEventListener("pointerup", ({ target }) => {
    const [one, was] = [doorOf(target), grip];
    release();
    if (was?.isMoving) hand.letGo();
    else if (was?.taking && was.isHeld) hand.drop(); // it has been looked at
    else if (was && one) opens(one);
  });
  place.addEventListener("pointercancel", lost);
  place.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && grip) lost();
    else if (key === "Escape") hand.takeBack();
  });
  place.addEventListener("click", (event) => {
    const one = event.detail === 0 ? doorOf(event.target) : null; // of a pointer it has been done
    if (one) opens(one);
    if (doorOf(event.target)) event.stopPropagation();
  });
  staying(place, () => grip, lost);
}

/**
 * What a finger holds does not scroll, and has no menu.
 * @param {Element} place
 * @param {() => Grip | null} gripNow
 * @param {() => void} lost
 */
function staying(place, gripNow, lost) {
  const stay = (/** @type {Event} */ event) => {
    if (!gripNow()?.isHeld) return;
    if (event.cancelable) event.preventDefault();
    else lost(); // the page was still on its way: it goes on scrolling
  };
  place.addEventListener("touchmove", stay, { passive: false });
  place.addEventListener("contextmenu", (event) => gripNow()?.taking && event.preventDefault());
}
