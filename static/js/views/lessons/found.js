// What was found in the text of a lesson: what is wrong, each with its line, or what is right in the step where one writes.

import { element } from "../dom.js";

/** @import { Fault, Step } from "../../core/lessons/lesson.js" */

const WORDS = {
  fine: "Nothing is wrong.",
  /** @param {string} right @param {string} reveal */
  right: (right, reveal) => `In this step “${right}” is right. Then it says: ${reveal}`,
  /** @param {number} n */
  faults: (n) => (n === 1 ? "One thing is not right yet:" : `${n} things are not right yet:`),
  /** @param {Fault} fault */
  line: ({ line }) => `Line ${line}`,
  /** @param {Fault} fault */
  fault: ({ what, mend }) => (mend ? `${what}; ${mend}` : what),
};

/** @param {Fault[]} faults */
export function faults(faults) {
  const rows = faults.map((fault) => {
    const button = element("button", { type: "button", class: "slim", "data-line": String(fault.line) }, WORDS.line(fault));
    return element("li", {}, button, element("span", {}, WORDS.fault(fault)));
  });
  return [element("p", { class: "wrong" }, WORDS.faults(faults.length)), element("ul", {}, ...rows)];
}

/** @param {Step | undefined} step */
export function fine(step) {
  const { question = null } = step ?? {};
  const said = question ? [element("p", {}, WORDS.right(question.choices[question.right] ?? "", question.reveal))] : [];
  return [element("p", { class: "soft" }, WORDS.fine), ...said];
}

/** @param {string} refusal of the app */
export const refused = (refusal) => [element("p", { class: "wrong" }, refusal)];
