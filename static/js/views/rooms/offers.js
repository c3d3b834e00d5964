// Questions that can be asked with one press.

import { textOf } from "../../core/rooms/phrases.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Ready } from "../../core/rooms/ready.js" */

/** @param {Ready[] | null} ready null while they are being made @returns {HTMLElement[]} each button names its place in the list */
export function offers(ready) {
  if (!ready?.length) return [element("p", { class: "soft" }, ready ? t("rooms.guess.none") : t("rooms.one-moment"))];
  return ready.map(({ text, kind }, n) =>
    element("button", { type: "button", class: "offer", "data-ready": String(n) }, element("b", {}, textOf(text)), element("span", { class: "soft small" }, t(`rooms.guess.by-${kind}`))),
  );
}
