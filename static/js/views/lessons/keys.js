// The keys of a lesson, as a list.

import { element } from "../dom.js";

/** @import { Row } from "../../core/lessons/keys.js" */

/** @param {Row[]} rows */
export function keysOf(rows) {
  return rows.flatMap(({ shown, does }) => [element("dt", {}, element("kbd", {}, shown)), element("dd", {}, does)]);
}
