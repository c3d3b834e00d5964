// The keys, as a list.

import { KEYS } from "../core/keys.js";
import { element } from "./dom.js";

/** @param {Element} place */
export function help(place) {
  const rows = [...KEYS, { shown: "1 … 9", does: "open the first, second, … signal of the cell" }];
  place.replaceChildren(
    ...rows.flatMap(({ shown, does }) => [element("dt", {}, element("kbd", {}, shown)), element("dd", {}, does)]),
  );
}
