// The cells that can be chosen, each with its sign and its colour; one that has not been taught says so and cannot be chosen.

import { isTaught, lookOf } from "../../core/cells.js";
import { part } from "../../lib/page.js";

/** @typedef {import("../../core/walk.js").Cell} Cell */

/**
 * @param {HTMLInputElement[]} boxes
 * @param {HTMLSelectElement} choice the same cells once more, for two sentences in one of them
 * @param {Map<string, Cell>} known
 */
export function dress(boxes, choice, known) {
  /** @param {string} name */
  const canRead = (name) => isTaught(known.get(name) ?? { model: null });
  const names = boxes.map(({ value }) => value).filter(canRead);
  for (const box of boxes) {
    const { tone, sign } = lookOf(box.value, names);
    box.disabled = !canRead(box.value);
    box.parentElement?.classList.toggle("untaught", box.disabled);
    const place = /** @type {HTMLElement | null | undefined} */ (box.parentElement?.querySelector(".symbol"));
    if (place) place.textContent = box.disabled ? "" : sign;
    box.parentElement?.style.setProperty("--tone", `var(--cell-${tone})`);
  }
  for (const option of choice.options) option.disabled = !canRead(option.value);
  const untaught = boxes.filter(({ disabled }) => disabled).map(({ value }) => known.get(value)?.title ?? value);
  part("untaught").hidden = !untaught.length;
  const theirs = untaught.length > 1 ? "Their" : "Its";
  part("untaught").textContent = `Not taught yet, so there is nothing to compare: ${untaught.join(", ")}. ${theirs} equations can be seen on the page Walk.`;
}
