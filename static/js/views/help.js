// The keys, as a list.

import { KEYS, SIGNALS } from "../core/keys.js";
import { has, t } from "../core/texts.js";
import { element } from "./dom.js";

/** @import { Command, Key } from "../core/keys.js" */

/**
 * @param {Command[]} commands that the page knows
 * @param {boolean} signals whether it has signals that can be opened
 */
export function help(commands, signals) {
  const rows = [...KEYS.filter(({ command }) => commands.includes(command)), ...(signals ? [SIGNALS] : [])];
  return rows.flatMap((row) => [element("dt", {}, element("kbd", {}, nameOf(row))), element("dd", {}, t(row.does))]);
}

/** @param {Pick<Key, "shown" | "shift">} key */
function nameOf({ shown, shift }) {
  const key = has(shown) ? t(shown) : shown;
  return shift ? t("keys.shift", { key }) : key;
}
