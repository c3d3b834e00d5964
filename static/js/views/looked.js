// What a lesson wants to be looked at: framed, unfolded where it is folded away, and brought into sight.

const MARGIN = 64; // pixels above it: a bar may stay in view there
const OPENED = "data-opened-to-look"; // of a button that was pressed here

/** @param {string[]} ids a heading stands for all of its section */
export function lookAt(ids) {
  for (const one of document.querySelectorAll(".looked-at")) one.classList.remove("looked-at");
  const parts = ids.flatMap((id) => partOf(id) ?? []);
  foldAgain(parts);
  parts.forEach(unfold);
  const seen = parts.filter((one) => getComputedStyle(one).visibility !== "hidden"); // it may be covered still
  for (const one of seen) one.classList.add("looked-at");
  const [first = document.body] = seen;
  if (parts.length && !seen.some(isInSight)) bring(first);
}

/** @param {string} id */
function partOf(id) {
  const one = document.getElementById(id);
  return one?.matches("h1, h2, h3") ? one.closest("section") : one;
}

/** What an earlier step has opened is shut where nothing of it is looked at now. @param {Element[]} parts */
function foldAgain(parts) {
  for (const button of document.querySelectorAll(`[${OPENED}]`)) {
    const folds = button.getAttribute("aria-controls")?.split(" ") ?? [];
    if (folds.some((id) => parts.some((one) => document.getElementById(id)?.contains(one)))) continue;
    button.removeAttribute(OPENED);
    if (button instanceof HTMLElement && button.ariaExpanded === "true") button.click();
  }
}

/** Opens what it is folded away in, by the button that does so. @param {Element} one */
function unfold(one) {
  for (let fold = one.closest("details, [hidden]"); fold; fold = fold.parentElement?.closest("details, [hidden]") ?? null) {
    if (fold instanceof HTMLDetailsElement) fold.open = true;
    const button = fold.id && document.querySelector(`[aria-controls~="${fold.id}"][aria-expanded="false"]`);
    if (!(button instanceof HTMLElement)) continue;
    button.click();
    button.setAttribute(OPENED, "");
  }
}

/** Whether it can be seen whole, or fills the window. @param {Element} one */
function isInSight(one) {
  const { top, bottom } = one.getBoundingClientRect();
  return (top >= 0 && bottom <= innerHeight) || (top <= innerHeight / 3 && bottom >= innerHeight);
}

/** Not by ``scrollIntoView``, which moves the page around the frame as well. @param {Element} one */
function bring(one) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  scrollTo({ top: one.getBoundingClientRect().top + scrollY - MARGIN, behavior });
}
