// The words over the columns: each a button where there is room for them, else only the parts of the text.

import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Head } from "../../core/compare/comparison.js" */
/** @import { Part } from "../../core/compare/story.js" */

const LETTER = 8; // pixels, that a letter of a part's name takes at most, near enough

/**
 * @param {Head[]} heads
 * @param {boolean} close whether the words have no room
 * @returns {HTMLElement} in which a button names its column
 */
export function words(heads, close) {
  if (close) return element("span", { class: "here", "aria-hidden": "true" });
  const list = element("ol", { role: "list", lang: "en" });
  heads.forEach(({ texts, differ }, column) => {
    const said = texts.map(({ text, known, meant }) => {
      const shown = element("span", { class: `token${known ? "" : " unknown"}${text ? "" : " missing"}`, dir: "auto" }, text || "–");
      if (meant) shown.title = t("common.meant", { word: meant });
      return shown;
    });
    const button = element("button", { type: "button", tabindex: "-1", "data-column": String(column), ...(differ ? { class: "differs" } : {}) }, ...said);
    list.append(element("li", {}, button));
  });
  return list;
}

/**
 * Where the columns begin and end, in pixels.
 * @param {Element} place
 * @param {number} count
 * @param {boolean} close
 * @param {number} width that there is
 * @returns {number[]}
 */
export function edgesOf(place, count, close, width) {
  if (close) return Array.from({ length: count + 1 }, (_, n) => Math.round((n * width) / count)); // whole pixels, or fine columns would flicker
  const items = [...place.querySelectorAll("li")];
  const lefts = items.map((item) => item.offsetLeft);
  const last = items.at(-1);
  return [...lefts, last ? last.offsetLeft + last.offsetWidth : 0];
}

/**
 * @param {Part[]} parts
 * @param {number[]} edges
 */
export function brackets(parts, edges) {
  /** @param {Part | undefined} part */
  const isNarrow = (part) => part !== undefined && (edges[part.to] ?? 0) - (edges[part.from] ?? 0) <= LETTER * part.name.length;
  return parts.map((part, n) => {
    const { name, from, to } = part;
    const [left = 0, right = 0] = [edges[from], edges[to]];
    // What is too narrow for its name is named beside it.
    const [before, after] = [parts[n - 1], parts[n + 1]].map((one) => (one && isNarrow(one) ? one.name : ""));
    const names = isNarrow(part) ? [""] : [`${before ? `← ${before} · ` : ""}${name}`, ...(after ? [`${after} →`] : [])];
    const bracket = element("span", { title: name }, ...names.map((text) => element("span", {}, text)));
    Object.assign(bracket.style, { left: `${left}px`, width: `${right - left}px` });
    return bracket;
  });
}

/**
 * @param {HTMLElement} scroll what scrolls
 * @param {Element} place
 * @param {HTMLElement} cursor
 * @param {number[]} edges
 * @param {number} column
 * @param {string} text of the word at the column
 */
export function pointAt(scroll, place, cursor, edges, column, text) {
  const [left = 0, right = 0] = [edges[column], edges[column + 1]];
  Object.assign(cursor.style, { left: `${left}px`, width: `${Math.max(2, right - left)}px` });
  const here = /** @type {HTMLElement | null} */ (place.querySelector(".here"));
  if (here) {
    here.textContent = text;
    here.style.left = `${Math.max(0, Math.min(left, (edges.at(-1) ?? 0) - here.offsetWidth))}px`;
    return;
  }
  const buttons = place.querySelectorAll("button");
  const before = place.querySelector("[aria-current]");
  before?.removeAttribute("aria-current");
  before?.setAttribute("tabindex", "-1");
  buttons[column]?.setAttribute("aria-current", "step");
  buttons[column]?.setAttribute("tabindex", "0"); // one stop for Tab; the arrow keys go from word to word
  if (before && before === document.activeElement) buttons[column]?.focus({ preventScroll: true });
  if (left < scroll.scrollLeft || right > scroll.scrollLeft + scroll.clientWidth) scroll.scrollLeft = left - scroll.clientWidth / 2;
}
