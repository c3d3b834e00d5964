// An update in slow motion: a sequence with the memory and the gradient below its words, the answers, and what moves.

import { number } from "../../core/format.js";
import { fine } from "../../core/lab/motion.js";
import { small } from "../../core/lab/words.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";
import { svg } from "./chart.js";
import { bandOf, heads, label } from "./strip.js";

/** @import { Look as Colours } from "../../core/figure.js" */
/** @import { Scale } from "../../core/lab/chart.js" */
/** @import { Map as Band } from "../../core/lab/maps.js" */
/** @import { Answer, Moved, Slow } from "../../core/lab/slowly.js" */
/** @typedef {{title: string, tone: number, sizes: number[]}} Sizes of the gradient in one network */

const HIGH = 100; // of the picture of gradients, which is stretched
const MOST_MOVED = 6;

/** @param {Slow} slow @param {Band[]} bands @param {Colours} colours */
export const memoryStrip = ({ watched }, bands, colours) => [heads(watched), ...bands.map((one) => bandOf(one, watched.words.length, colours))];

/**
 * How large gradients are, below the words of the strip, as far back as one has gone.
 * @param {Sizes[]} all
 * @param {Pick<Scale, "y" | "yTicks">} scale
 * @param {{steps: number, from: number}} where ``from``: the earliest step that is shown
 */
export function gradients(all, { y, yTicks }, { steps, from }) {
  const picture = svg("svg", { viewBox: `0 0 ${steps} ${HIGH}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const { at } of yTicks) picture.append(svg("line", { x1: 0, x2: steps, y1: at, y2: at, class: "grid" }));
  for (const { sizes, tone } of all) {
    const places = sizes.flatMap((size, step) => (step < from || !size ? [] : [`${step + 0.5},${y(size).toFixed(2)}`]));
    picture.append(svg("polyline", { points: places.join(" "), class: `of-loss tone-${tone}` }));
  }
  const name = label("", t("lab.motion.gradient"));
  name.append(...yTicks.map(({ at, text }) => {
    const tick = element("span", { class: "tick" }, text);
    tick.style.setProperty("--at", `${at}%`);
    return tick;
  }));
  return element("div", { class: "band gradient chart" }, name, picture);
}

/** @param {Answer[]} answers @param {boolean} isAgain whether it has answered again */
export function answers(answers, isAgain) {
  const isNumber = answers.length === 1;
  const said = (/** @type {number} */ value) => (isNumber ? number(value, 3) : fine(value));
  return answers.map(({ text, before, after, isRight }) => element(
    "li", { class: isRight ? "right" : "" },
    element("span", { class: "what" }, isNumber ? t("lab.motion.should-be", { number: text }) : text),
    ...(isNumber ? [] : [bar(isAgain ? after : before, before)]),
    element("span", { class: "value", dir: "ltr" }, isAgain ? t("lab.motion.change", { before: said(before), after: said(after) }) : said(before)),
  ));
}

/** @param {Moved[]} moved */
export function moves(moved) {
  const most = moved[0]?.mean || 1;
  return moved.slice(0, MOST_MOVED).map(({ symbol, name, mean }) => element(
    "li", {},
    element("span", { class: "what" }, written(symbol), " ", element("span", { class: "soft small" }, name)),
    bar(mean / most),
    element("span", { class: "value" }, small(mean)),
  ));
}

/** `W_f` with a subscript. @param {string} symbol */
function written(symbol) {
  const [letter = "", ...below] = symbol.split("_");
  return element("var", {}, letter, ...(below.length ? [element("sub", {}, below.join("_"))] : []));
}

/** @param {number} share @param {number} [before] marked, where it was another */
function bar(share, before = share) {
  const made = element("span", { class: before === share ? "bar" : "bar moved", "aria-hidden": "true" });
  made.style.setProperty("--share", String(share));
  made.style.setProperty("--before", String(before));
  return made;
}
