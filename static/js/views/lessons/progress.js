// How far one has come in a lesson, and how one has guessed.

import { count } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { reviewed } from "../../core/lessons/guesses.js" */

/**
 * @param {string[]} titles
 * @param {number} now
 * @param {Set<number>} guessed
 * @returns {HTMLElement[]} a link for each step
 */
export function progress(titles, now, guessed) {
  return titles.map((title, n) => {
    const state = guessed.has(n) ? "guessed" : "";
    const name = t(state ? "lessons.step.guessed" : "lessons.step", { n: n + 1, title });
    const link = element("a", { href: `#step=${n + 1}`, class: state, title: name, "aria-label": name }, count(n + 1));
    if (n === now) link.setAttribute("aria-current", "step");
    return element("li", {}, link);
  });
}

/** @param {ReturnType<typeof reviewed>} items */
export function score(items) {
  const right = items.filter(({ isRight }) => isRight).length;
  return items.length ? t("lessons.score", { right, n: items.length }) : t("lessons.score.none");
}

/** @param {ReturnType<typeof reviewed>} items @returns {HTMLElement[]} */
export function review(items) {
  return items.map(({ n, title, choice, right, isRight }) => {
    const said = isRight ? t("lessons.review.right", { right }) : t("lessons.review.wrong", { guess: choice, right });
    const link = element("a", { href: `#step=${n + 1}` }, title);
    return element("li", { class: isRight ? "right" : "" }, link, element("span", { class: "small soft" }, said));
  });
}
