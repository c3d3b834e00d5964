// The answers to a question, to be pressed and to be counted: words as the sentence has them, choices as a list, numbers as
// ranges. Above each word stands a bar, as high as many have touched it.

import { count as counted } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Row } from "../../core/rooms/tally.js" */

/**
 * @param {"choice" | "number" | "word"} kind
 * @param {Row[]} rows
 * @param {{chosen: number | null, isOpen: boolean}} how ``isOpen``: whether an answer can be pressed
 * @returns {HTMLElement} each button names its value
 */
export function answers(kind, rows, { chosen, isOpen }) {
  const list = element("ol", { class: `answers of-${kind}`, role: "list", ...(kind === "word" && { dir: "ltr" }) }); // it is a sentence
  list.classList.toggle("is-counted", rows.some(({ count }) => count !== null));
  for (const row of rows) {
    const isChosen = row.value !== null && row.value === chosen;
    const sign = signOf(row.isRight, isChosen);
    const parts = [shareOf(row), element("span", { class: "label", dir: "auto", ...(row.language && { lang: row.language }) }, row.label)];
    if (row.count || (row.count === 0 && kind === "choice")) parts.push(element("span", { class: "n" }, counted(row.count ?? 0)));
    if (sign) parts.push(element("span", { class: "sign" }, sign));
    list.append(element("li", {}, pressable(row, isChosen, isOpen, parts)));
  }
  return list;
}

/** @param {boolean} isRight @param {boolean} isChosen */
function signOf(isRight, isChosen) {
  if (isRight) return isChosen ? t("rooms.question.is-right-and-chosen") : t("rooms.question.is-right");
  return isChosen ? t("rooms.question.is-chosen") : "";
}

/** @param {Row} row */
function shareOf({ share, count }) {
  const made = element("span", { class: "share", "aria-hidden": "true" });
  made.style.setProperty("--share", count === null ? "0" : share.toFixed(3));
  return made;
}

/** @param {Row} row @param {boolean} isChosen @param {boolean} isOpen @param {HTMLElement[]} parts */
function pressable({ value, isRight }, isChosen, isOpen, parts) {
  const made = value === null ? element("span", { class: "answer-of" }, ...parts) : element("button", { type: "button", class: "answer-of", "data-value": String(value) }, ...parts);
  made.classList.toggle("right", isRight);
  if (value === null) return made;
  made.setAttribute("aria-pressed", String(isChosen));
  made.toggleAttribute("disabled", !isOpen);
  return made;
}
