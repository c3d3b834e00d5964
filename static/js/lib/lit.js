// What is pointed at in one view is lit in all of them: a gate's box, its equation, its column, its heatmap.

/** @param {HTMLElement} page */
export function lightTogether(page) {
  for (const kind of ["focusin", "click"]) page.addEventListener(kind, ({ target }) => light(page, signalOf(target)));
  // A finger that scrolls points at nothing. What it pressed stays lit until it presses something else.
  page.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "touch") light(page, signalOf(target));
  });
  page.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch") light(page, "");
  });
}

/** @param {EventTarget | null} target */
function signalOf(target) {
  return target instanceof Element ? (target.closest("[data-signal]")?.getAttribute("data-signal") ?? "") : "";
}

/**
 * @param {HTMLElement} page
 * @param {string} signal
 */
function light(page, signal) {
  for (const lit of page.querySelectorAll(".lit")) lit.classList.remove("lit");
  page.dataset.pointedAt = signal;
  lightAgain(page);
}

/** What is new there. @param {Element} part of the page */
export function lightAgain(part) {
  const signal = part.closest("[data-pointed-at]")?.getAttribute("data-pointed-at");
  if (signal) for (const one of part.querySelectorAll(`[data-signal="${CSS.escape(signal)}"]`)) one.classList.add("lit");
}
