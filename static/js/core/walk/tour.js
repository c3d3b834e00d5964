// A tour through one walk: each step is a place in it, and two sentences. A lesson of the same kind is another such table.

import { t } from "../texts.js";
import { partNamed } from "./timeline.js";

/** @import { Cell } from "../walk.js" */
/** @import { Part, Place } from "./timeline.js" */

/**
 * @typedef {{title: string, text: string, token: number, part: Part["name"]}} Step
 * @typedef {{sentence: string, cell: string, steps: Step[]}} Tour
 */

/** @type {Tour} */
export const TOUR = {
  sentence: "India is a beautiful country. I live in India. Norway is also a beautiful country. You must visit the capital of ___",
  cell: "lstm",
  steps: [
    { title: t("walk.tour.read"), text: t("walk.tour.read.text"), token: 0, part: "read" },
    { title: t("walk.tour.keep"), text: t("walk.tour.keep.text"), token: 1, part: "forget" },
    { title: t("walk.tour.arrives"), text: t("walk.tour.arrives.text"), token: 11, part: "read" },
    { title: t("walk.tour.let-go"), text: t("walk.tour.let-go.text"), token: 11, part: "forget" },
    { title: t("walk.tour.write"), text: t("walk.tour.write.text"), token: 11, part: "add" },
    { title: t("walk.tour.show"), text: t("walk.tour.show.text"), token: 23, part: "output" },
  ],
};

/** @param {Step} step @param {Cell} cell @returns {Place} */
export function placeOf({ token, part }, cell) {
  return { token, part: partNamed(cell, part) };
}
