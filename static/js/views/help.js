// The keys, as a list.

import { KEYS } from "../core/keys.js";
import { element } from "./dom.js";

/**
 * @param {Element} place
 * @param {import("../core/keys.js").Command[]} [some] those that the page knows, if not all
 */
export function help(place, some) {
  const signals = { shown: "1 … 9", does: "open the first, second, … signal of the cell" };
  const rows = some ? KEYS.filter(({ command }) => some.includes(command)) : [...KEYS, signals];
  place.replaceChildren(
    ...rows.flatMap(({ shown, does }) => [element("dt", {}, element("kbd", {}, shown)), element("dd", {}, does)]),
  );
}
