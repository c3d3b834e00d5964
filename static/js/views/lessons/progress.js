// How far one has come in a lesson, and how one has guessed.

import { element } from "../dom.js";

/** @import { reviewed } from "../../core/lessons/guesses.js" */

const WORDS = {
  /** @param {number} n @param {string} title */
  step: (n, title) => `Step ${n}: ${title}`,
  guessed: ", guessed",
  /** @param {number} right @param {number} guessed */
  score: (right, guessed) => `You guessed right ${right} out of ${guessed} times.`,
  none: "You have not guessed anything yet.",
  /** @param {string} choice @param {string} right */
  differently: (choice, right) => `You guessed: ${choice}. It was: ${right}.`,
  /** @param {string} right */
  right: (right) => `You guessed right: ${right}.`,
};

/**
 * @param {string[]} titles
 * @param {number} now
 * @param {Set<number>} guessed
 * @returns {HTMLElement[]} a link for each step
 */
export function progress(titles, now, guessed) {
  return titles.map((title, n) => {
    const [state, said] = guessed.has(n) ? ["guessed", WORDS.guessed] : ["", ""];
    const name = WORDS.step(n + 1, title) + said;
    const link = element("a", { href: `#step=${n + 1}`, class: state, title: name, "aria-label": name }, String(n + 1));
    if (n === now) link.setAttribute("aria-current", "step");
    return element("li", {}, link);
  });
}

/** @param {ReturnType<typeof reviewed>} found */
export function score(found) {
  return found.length ? WORDS.score(found.filter(({ isRight }) => isRight).length, found.length) : WORDS.none;
}

/** @param {ReturnType<typeof reviewed>} found @returns {HTMLElement[]} */
export function review(found) {
  return found.map(({ n, title, choice, right, isRight }) => {
    const said = isRight ? WORDS.right(right) : WORDS.differently(choice, right);
    const link = element("a", { href: `#step=${n + 1}` }, title);
    return element("li", { class: isRight ? "right" : "" }, link, element("span", { class: "small soft" }, said));
  });
}
