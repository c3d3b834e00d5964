// A worksheet: a page to be filled in, and its key on a page of its own.

import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Belt, Worksheet } from "../../core/walk/worksheet.js" */

/**
 * @param {Worksheet} sheet
 * @param {Walk} walk
 * @returns {HTMLElement[]} two pages
 */
export function worksheetPages({ title, network, task, belt, items }, walk) {
  const page = element(
    "div",
    { class: "sheet" },
    element("p", { class: "name" }, t("common.your-name")),
    element("h2", {}, title),
    element("p", { class: "small soft" }, network),
    element("p", {}, task),
    boxes(walk, () => ""),
    element("p", {}, t("walk-more.sheet.belt")),
    lanesOf(belt, () => ""),
    element("ol", { class: "questions" }, ...items.map(({ question }) => element("li", {}, question))),
  );
  const key = element(
    "div",
    { class: "sheet" },
    element("h2", {}, t("walk-more.sheet.key")),
    element("p", { class: "small soft" }, network),
    boxes(walk, (token) => walk.answers[token] || "?"),
    element("p", {}, belt.said),
    lanesOf(belt, (value) => value),
    element("ol", {}, ...items.map((item) => element("li", {}, item.key))),
  );
  return [page, key];
}

/** @param {Walk} walk @param {(token: number) => string} inside */
function boxes({ tokens }, inside) {
  return element(
    "ol",
    { class: "boxes", lang: "en", dir: "ltr" },
    ...tokens.map(({ text }, token) => element("li", {}, element("span", { dir: "auto" }, text), element("span", { class: "box", dir: "auto" }, inside(token)))),
  );
}

/** A row for each lane, a box for each place along it. @param {Belt} belt @param {(value: string) => string} inside */
function lanesOf({ heads, lanes }, inside) {
  const head = heads.map(({ symbol, name }) => element("th", { scope: "col" }, element("var", {}, symbol), " ", name));
  const rows = lanes.map(({ unit, values }) => element("tr", {}, element("th", { scope: "row" }, unit), ...values.map((value) => element("td", {}, inside(value)))));
  return element("table", { class: "lanes-of", dir: "ltr" }, element("thead", {}, element("tr", {}, element("td"), ...head)), element("tbody", {}, ...rows));
}
