// A picture of what was asked for: drawn, or it is said why not.

import { hiddenWhile, saying } from "../../lib/bind.js";
import { elementAt, part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";

/** @import { Answered } from "../../lib/answered.js" */
/** @import { Reads } from "../../lib/signals.js" */

/**
 * @template Q, A
 * @param {string} name of its place, of the button that shows its table, and of what is said of it
 * @param {Reads<Answered<Q, A> | null>} answer
 * @param {(answer: A, request: Q, place: HTMLElement) => void} draw
 * @param {(answer: A, request: Q) => string} tell what is to be seen
 */
export function picture(name, answer, draw, tell) {
  const place = part(name);
  const button = elementAt(document, `[data-table=${name}]`, HTMLButtonElement);
  const isRefused = () => answer.value !== null && answer.value.answer === null;
  hiddenWhile(place, isRefused);
  effect(() => {
    button.disabled = isRefused();
  });
  saying(part(`${name}-said`), () => {
    if (!answer.value) return "";
    return answer.value.answer === null ? answer.value.refusal : tell(answer.value.answer, answer.value.request);
  });
  effect(() => {
    if (answer.value && answer.value.answer !== null) draw(answer.value.answer, answer.value.request, place);
  });
}

/** What holds a picture: it has a place on the page even while the picture is hidden. @param {string} name */
export function around(name) {
  return /** @type {Element} */ (part(name).closest("section"));
}
