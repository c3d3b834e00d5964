// A tour through one walk: each step is a place in it, and two sentences. A lesson of the same kind is another such table.

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
    {
      title: "Read",
      text: "The network reads one word at a time, and here comes the first. The conveyor belt below is its memory; it is still empty.",
      token: 0,
      part: "read",
    },
    {
      title: "Keep",
      text: "“India” is on the belt now, and at “is” the forget gates stand open. So the old values ride on, almost unchanged.",
      token: 1,
      part: "forget",
    },
    {
      title: "A new name arrives",
      text: "“Norway” comes in, and the belt still carries India. Is this a new subject, or only a name in passing?",
      token: 11,
      part: "read",
    },
    {
      title: "Let go",
      text: "The forget gates shut, and most of what India left falls off the belt. That is what a forget gate does: it decides how much of each old value stays.",
      token: 11,
      part: "forget",
    },
    {
      title: "Write",
      text: "The input gates open, and new values are put onto the belt. From here on it would answer Norway: see the strip below the words.",
      token: 11,
      part: "add",
    },
    {
      title: "Show at the question",
      text: "Most of the time the output gates keep the memory to themselves. At “of” somebody asks: they open, and the network answers Norway.",
      token: 23,
      part: "output",
    },
  ],
};

/** @param {Step} step @param {Cell} cell @returns {Place} */
export function placeOf({ token, part }, cell) {
  return { token, part: partNamed(cell, part) };
}
