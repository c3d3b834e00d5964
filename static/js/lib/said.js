// What the page has to say besides: what went wrong, what was mended.

import { part } from "./page.js";

/**
 * @param {string} text
 * @param {() => void} [again] what can be tried once more
 */
export function say(text, again) {
  part("said").textContent = text;
  part("again").hidden = !again;
  part("again").onclick = again ?? null;
}
