// A step of a lesson: its text, its choices, and what came out.

import { language, t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Question } from "../../core/lessons/lesson.js" */

/** @param {string[]} say */
export const paragraphs = (say) => say.map((text) => element("p", {}, text));

/** @param {Question} question @returns {HTMLElement[]} */
export function choices({ choices }) {
  return choices.map((text, n) => {
    const box = element("input", { type: "radio", name: "choice", value: String(n) });
    return element("label", { class: "choice" }, box, element("span", { class: "text" }, text), element("span", { class: "mark small", lang: language }));
  });
}

/**
 * Marks what is right and what was guessed, or nothing before that.
 * @param {Element} place of the choices
 * @param {Question} question
 * @param {number | null} guess
 */
export function mark(place, { right }, guess) {
  [...place.children].forEach((label, n) => {
    const [isRight, isGuess] = [guess !== null && n === right, n === guess];
    label.classList.toggle("right", isRight);
    label.classList.toggle("guessed", isGuess);
    /** @type {Element} */ (label.querySelector(".mark")).textContent = signOf(isRight, isGuess);
    label.querySelector("input")?.toggleAttribute("disabled", guess !== null);
  });
}

/** @param {boolean} isRight @param {boolean} isGuess */
function signOf(isRight, isGuess) {
  if (isRight) return t(isGuess ? "lessons.is-right-and-guess" : "lessons.is-right");
  return isGuess ? t("lessons.is-guess") : "";
}

/** @param {Question} question @param {number} guess */
export function outcome({ right, reveal }, guess) {
  return [element("p", { class: "verdict" }, t(guess === right ? "lessons.right" : "lessons.wrong")), element("p", {}, reveal)];
}
