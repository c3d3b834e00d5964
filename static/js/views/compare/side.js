// Blocks of lanes over the same columns: their names on the left, the numbers of one column on the right.

import { listed, number } from "../../core/format.js";
import { runs } from "../../core/runs.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";
import { paint, SPACE } from "./paint.js";

/** @import { Block, Lane } from "../../core/compare/rows.js" */
/** @import { Look } from "../../core/figure.js" */

const LETTER = 0.5; // rem, that a letter of an answer takes at most, near enough
const [EDGE, NARROW] = [0.75, 0.5]; // rem, around a name; and of a run that is too narrow for a strong beginning

/** @param {Block[]} blocks @returns {{labels: HTMLElement[], pictures: HTMLElement[], values: HTMLElement[]}} one of each for every block */
export function sideBySide(blocks) {
  return {
    labels: blocks.map((block) => stack(block, element("h3", {}, block.title), block.lanes.map(({ name }) => name))),
    pictures: blocks.map(({ title, note, lanes }) =>
      element(
        "div",
        { class: "block" },
        element("canvas", { role: "img", "aria-label": altOf(title, note, lanes) }),
        element("div", { class: "names", "aria-hidden": "true" }),
      ),
    ),
    values: blocks.map((block) => stack(block, null, block.lanes.map(() => ""))),
  };
}

/** @param {string} title @param {string} note @param {Lane[]} lanes */
function altOf(title, note, lanes) {
  return t("compare.block.alt", { title, note, rows: listed(lanes.map(({ name }) => name)) });
}

/**
 * A column of texts, each as high as its lane.
 * @param {Block} block
 * @param {HTMLElement | null} head
 * @param {string[]} texts
 */
function stack({ lanes }, head, texts) {
  const made = element("div", { class: "block" }, ...(head ? [head] : []));
  lanes.forEach(({ height, group, kind }, n) => {
    const text = element("div", { class: `lane ${group} ${kind}` }, element("span", {}, texts[n] ?? ""));
    text.style.height = `${height}rem`;
    text.style.marginBottom = `${SPACE}rem`;
    made.append(text);
  });
  return made;
}

/**
 * @param {Element[]} pictures
 * @param {Block[]} blocks
 * @param {number[]} edges
 * @param {Look} look
 */
export function paintAll(pictures, blocks, edges, look) {
  blocks.forEach(({ lanes }, n) => {
    const block = pictures[n];
    const canvas = block?.querySelector("canvas");
    if (!canvas) return;
    paint(canvas, lanes, edges, look);
    block?.querySelector(".names")?.replaceChildren(...names(lanes, edges, look.rem));
  });
}

/**
 * What is written over the lanes: answers where they begin, and what a cell has not.
 * @param {Lane[]} lanes
 * @param {number[]} edges
 * @param {number} rem
 */
function names(lanes, edges, rem) {
  let top = 0;
  return lanes.flatMap(({ kind, height, words }) => {
    const at = top;
    top += height + SPACE;
    /** @param {string} name @param {string} text @param {number} left @param {number} right */
    const placed = (name, text, left, right) => {
      const made = element("span", { class: name }, element("span", { dir: "auto" }, text));
      Object.assign(made.style, { top: `${at}rem`, height: `${height}rem`, lineHeight: `${height}rem`, left: `${left}px`, width: `${right - left}px` });
      return made;
    };
    if (kind === "none") return [placed("nothing", words[0] ?? "", 0, edges.at(-1) ?? 0)];
    if (kind !== "belief") return [];
    return runs(words)
      .filter(({ value }) => value)
      .map(({ from, to, value }) => {
        const [left = 0, right = 0] = [edges[from], edges[to]];
        const width = (right - left) / rem;
        const fits = value.length * LETTER + EDGE <= width;
        return Object.assign(placed(width < NARROW ? "answered narrow" : "answered", fits ? value : "", left, right), { lang: "en" });
      });
  });
}

/**
 * The numbers of one column.
 * @param {Element[]} values
 * @param {Block[]} blocks
 * @param {number} column
 */
export function fillValues(values, blocks, column) {
  blocks.forEach(({ lanes }, n) => {
    const texts = values[n]?.querySelectorAll(".lane > span") ?? [];
    lanes.forEach(({ kind, text, words, values: [numbers = []] }, m) => {
      const word = kind === "belief" && words[column];
      if (word) texts[m]?.replaceChildren(element("span", { lang: "en", dir: "auto" }, word), element("span", {}, number(numbers[column] ?? 0)));
      else texts[m]?.replaceChildren(kind === "belief" ? element("span", { class: "unsure" }, text(column)) : text(column));
    });
  });
}
