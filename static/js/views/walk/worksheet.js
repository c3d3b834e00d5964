// A worksheet: a page to be filled in, and its key on a page of its own.

import { element } from "../dom.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Worksheet } from "../../core/walk/worksheet.js" */

const TEXTS = { name: "Name", key: "Key: what the network does" };

/**
 * @param {Worksheet} sheet
 * @param {Walk} walk
 * @returns {HTMLElement[]} two pages
 */
export function worksheetPages({ title, task, items }, walk) {
  const page = element(
    "div",
    { class: "sheet" },
    element("p", { class: "name" }, TEXTS.name),
    element("h2", {}, title),
    element("p", {}, task),
    boxes(walk, () => ""),
    element("ol", { class: "questions" }, ...items.map(({ question }) => element("li", {}, question))),
  );
  const key = element(
    "div",
    { class: "sheet" },
    element("h2", {}, TEXTS.key),
    boxes(walk, (token) => walk.answers[token] || "?"),
    element("ol", {}, ...items.map((item) => element("li", {}, item.key))),
  );
  return [page, key];
}

/** @param {Walk} walk @param {(token: number) => string} inside */
function boxes({ tokens }, inside) {
  return element(
    "ol",
    { class: "boxes" },
    ...tokens.map(({ text }, token) => element("li", {}, element("span", { dir: "auto" }, text), element("span", { class: "box", dir: "auto" }, inside(token)))),
  );
}
