// The networks that were taught in this browser, among those that can be chosen.

import { t } from "../../core/texts.js";
import { taught } from "../../lib/taught.js";
import { element } from "../../views/dom.js";

/** @param {HTMLSelectElement} choice */
export function offerTaught(choice) {
  const options = taught().map(({ name, lesson }) => element("option", { value: name }, lesson));
  if (options.length) choice.append(element("optgroup", { label: t("common.taught") }, ...options));
}

/** The same as boxes to tick. @param {Element} before what stands behind them */
export function offerTaughtBoxes(before) {
  for (const { name, lesson } of taught()) {
    const sign = element("span", { class: "symbol", "aria-hidden": "true" });
    before.before(element("label", {}, element("input", { type: "checkbox", value: name }), sign, lesson));
  }
}
