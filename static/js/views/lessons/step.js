// A step of a lesson: its text, its choices, and what came out.

import { element } from "../dom.js";

/** @import { Question } from "../../core/lessons/lesson.js" */

const WORDS = {
  right: "You guessed right.",
  wrong: "It came out differently.",
  isRight: "right",
  isGuess: "your guess",
  rightWithGuess: "right, and your guess",
};

/** @param {string[]} say */
export const paragraphs = (say) => say.map((text) => element("p", {}, text));

/** @param {Question} question @returns {HTMLElement[]} */
export function choices({ choices }) {
  return choices.map((text, n) => {
    const box = element("input", { type: "radio", name: "choice", value: String(n) });
    return element("label", { class: "choice" }, box, element("span", { class: "text" }, text), element("span", { class: "mark small" }));
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
    const said = isRight ? (isGuess ? WORDS.rightWithGuess : WORDS.isRight) : isGuess ? WORDS.isGuess : "";
    /** @type {Element} */ (label.querySelector(".mark")).textContent = said;
    label.querySelector("input")?.toggleAttribute("disabled", guess !== null);
  });
}

/** @param {Question} question @param {number} guess */
export function outcome({ right, reveal }, guess) {
  return [element("p", { class: "verdict" }, guess === right ? WORDS.right : WORDS.wrong), element("p", {}, reveal)];
}
