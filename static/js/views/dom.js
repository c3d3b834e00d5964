// Elements, made in one line.

import { t } from "../core/texts.js";

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(string | Node)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** What stands between backticks is code. @param {string} text @returns {(string | Node)[]} */
export function coded(text) {
  return text.split(/`([^`]+)`/).map((part, n) => (n % 2 ? element("code", {}, part) : part));
}

/**
 * Marks the row of one of several units.
 * @param {Iterable<Element>} rows
 * @param {number[]} units
 * @param {number} unit
 */
export function markRow(rows, units, unit) {
  [...rows].forEach((row, n) => row.classList.toggle("chosen", units[n] === unit));
}

/**
 * What is wider than its place can be scrolled, so it must be reached by keyboard; what is not need not be a stop.
 * @param {Element} place
 */
export function reachable(place) {
  for (const part of place.querySelectorAll(".math")) {
    if (part.scrollWidth <= part.clientWidth) continue;
    for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", t("common.equation")]]) part.setAttribute(name ?? "", value ?? "");
  }
}
