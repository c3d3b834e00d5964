// Before and after: what was answered without the changes, and what is answered now.

import { percent } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Prediction } from "../../core/walk.js" */
/** @import { Effect } from "../../core/walk/effect.js" */

/** @param {Effect} effect @returns {(HTMLElement | string)[]} */
export function changed({ blank, was, is, isSame }) {
  return [
    element("span", { class: "soft" }, t(blank ? "walk.effect.in-blank" : "walk.effect.at-end")),
    " ",
    answer(was, "was"),
    " ",
    element("span", { "aria-hidden": "true" }, "→"),
    " ",
    answer(is, isSame ? "is same" : "is"),
  ];
}

/**
 * @param {Prediction} prediction
 * @param {string} kind
 */
function answer({ word, p }, kind) {
  return element("span", { class: kind }, element("b", { lang: "en" }, word), " ", element("span", { class: "soft" }, percent(p)));
}
