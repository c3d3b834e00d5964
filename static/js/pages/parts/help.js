// The keys of the page, told.

import { part } from "../../lib/page.js";
import { help } from "../../views/help.js";

/** @import { Command } from "../../core/keys.js" */

/** @param {Command[]} commands that the page knows @param {boolean} [signals] whether it has signals to be opened */
export function keys(commands, signals = false) {
  part("keys").replaceChildren(...help(commands, signals));
}
