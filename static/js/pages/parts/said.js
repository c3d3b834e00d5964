// What the page has to say besides: what went wrong, what was mended. And that it waits for an answer.

import { hiddenWhile } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { coded } from "../../views/dom.js";

/** @import { Signal } from "../../lib/signals.js" */
/** @import { Said } from "./state.js" */

/**
 * @param {Signal<Said>} state
 * @param {() => boolean} isWaiting
 */
export function said(state, isWaiting) {
  effect(() => part("said").replaceChildren(...coded(state.value.text)));
  hiddenWhile(part("again"), () => !state.value.again);
  part("again").addEventListener("click", () => state.value.again?.());
  effect(() => (isWaiting() ? part("main").setAttribute("aria-busy", "true") : part("main").removeAttribute("aria-busy")));
}
