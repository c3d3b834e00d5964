// What was found in the text of a lesson: what is wrong, each with its line, or what is right in the step where one writes.

import { t } from "../../core/texts.js";
import { coded, element } from "../dom.js";

/** @import { Fault, Question, Step } from "../../core/lessons/lesson.js" */

/** @param {Fault[]} faults */
export function faults(faults) {
  const rows = faults.map((fault) => {
    const button = element("button", { type: "button", class: "slim", "data-line": String(fault.line) }, t("lessons.write.line", { n: fault.line }));
    return element("li", {}, button, element("span", {}, ...coded(whole(fault))));
  });
  return [element("p", { class: "wrong" }, t("lessons.write.faults", { n: faults.length })), element("ul", {}, ...rows)];
}

/** @param {Fault} fault */
const whole = ({ what, mend }) => (mend ? t("lessons.write.fault-and-mend", { what, mend }) : what);

/** @param {Question} question */
const rightIn = ({ choices, right, reveal }) => t("lessons.write.right", { right: choices[right] ?? "", reveal });

/** @param {Step | undefined} step */
export function fine(step) {
  const { question = null } = step ?? {};
  const said = question ? [element("p", {}, rightIn(question))] : [];
  return [element("p", { class: "soft" }, t("lessons.write.fine")), ...said];
}

/** @param {string} refusal of the app */
export const refused = (refusal) => [element("p", { class: "wrong" }, ...coded(refusal))];
