// The sentences that a class has sent. Whatever is in one is text.

import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/**
 * @param {{student: string, text: string}[]} sentences
 * @returns {HTMLElement[]} each button names the student whose sentence it is about
 */
export const sentences = (sentences) =>
  sentences.map(({ student, text }) =>
    element(
      "li",
      {},
      element("p", { dir: "auto" }, text),
      element(
        "p",
        { class: "row" },
        element("button", { type: "button", class: "slim", "data-walk": student }, t("rooms.sentences.walk")),
        element("button", { type: "button", class: "slim", "data-remove": student }, t("rooms.sentences.remove")),
      ),
    ),
  );
