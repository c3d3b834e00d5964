// What is on the screen becomes a step of a lesson that somebody writes: the page for that is given the address.

import { stepLink } from "../../core/lessons/text.js";
import { elementAt } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";

/** @import { Reads } from "../../lib/signals.js" */

/** @param {Reads<string>} link what stands behind the # of the page */
export function stepOf(link) {
  const way = elementAt(document, "#step-of", HTMLAnchorElement);
  const [writing = ""] = way.href.split("#");
  way.hidden = false;
  effect(() => void (way.href = `${writing}#${stepLink(`./${way.dataset.page ?? ""}#${link.value}`)}`));
}
