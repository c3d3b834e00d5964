// A step of a tour, as a card.

import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Step } from "../../core/walk/tour.js" */

/**
 * @param {Step[]} steps
 * @param {number} n
 * @param {string} [lessons] their address, where there are any
 * @returns {HTMLElement[]} what stands on the card; a button says in ``data-tour`` where it leads
 */
export function card(steps, n, lessons) {
  const { title, text } = /** @type {Step} */ (steps[n]);
  const isLast = n === steps.length - 1;
  const back = element("button", { type: "button", class: "slim", "data-tour": String(n - 1) }, t("common.back"));
  back.toggleAttribute("disabled", n === 0);
  const next = element("button", { type: "button", class: "slim main", "data-tour": String(isLast ? -1 : n + 1) }, isLast ? t("walk.tour.done") : t("common.next"));
  const leave = element("button", { type: "button", class: "slim", "data-tour": "-1" }, t("walk.tour.leave"));
  const goOn = lessons ? [element("a", { href: lessons }, t("walk.tour.lessons"))] : [];
  const buttons = element("p", { class: "row" }, back, next, ...(isLast ? goOn : [leave]));
  const heading = element("h2", { id: "tour-title" }, title, " ", element("span", { class: "soft" }, t("walk.tour.step", { place: n + 1, count: steps.length })));
  return [heading, buttons, element("p", { role: "status" }, text)];
}
