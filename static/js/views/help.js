// The keys, as a list.

import { KEYS, SIGNALS } from "../core/keys.js";
import { element } from "./dom.js";

/** @import { Command } from "../core/keys.js" */

/**
 * @param {Command[]} commands that the page knows
 * @param {boolean} signals whether it has signals that can be opened
 */
export function help(commands, signals) {
  const rows = [...KEYS.filter(({ command }) => commands.includes(command)), ...(signals ? [SIGNALS] : [])];
  return rows.flatMap(({ shown, does }) => [element("dt", {}, element("kbd", {}, shown)), element("dd", {}, does)]);
}
