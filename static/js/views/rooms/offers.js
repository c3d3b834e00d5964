// Questions that can be asked with one press.

import { element } from "../dom.js";

/** @import { Ready } from "../../core/rooms/ready.js" */

const TEXTS = {
  waits: "One moment …",
  none: "Show a sentence on “Walk”, and there are questions to ask about it.",
  kinds: { word: "They touch a word", choice: "They choose an answer", number: "They type a number" },
};

/** @param {Ready[] | null} ready null while they are being made @returns {HTMLElement[]} each button names its place in the list */
export function offers(ready) {
  if (!ready?.length) return [element("p", { class: "soft" }, ready ? TEXTS.none : TEXTS.waits)];
  return ready.map(({ text, kind }, n) =>
    element("button", { type: "button", class: "offer", "data-ready": String(n) }, element("b", {}, text), element("span", { class: "soft small" }, TEXTS.kinds[kind])),
  );
}
