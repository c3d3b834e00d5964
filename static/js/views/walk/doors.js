// The doors of a belt as what one takes hold of: one in each lane for each gate, over that which is drawn.

import { percent } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { doorName, openness } from "../../core/walk/doors.js";
import { element } from "../dom.js";
import { share } from "./belt.js";

/** @import { Naming } from "../../core/parts.js" */
/** @import { Walk } from "../../core/walk.js" */
/** @import { Door } from "../../core/walk/doors.js" */

/**
 * @param {Walk} walk
 * @param {Door[]} doors
 * @param {number[]} units
 * @param {Naming} naming
 * @returns {HTMLElement[]} a lane each; a door names its unit, and its number among the doors
 */
export function doorRows(walk, doors, units, naming) {
  return units.map((unit) => {
    const row = doors.map((door, n) => {
      const label = t("walk.door.of", { gate: doorName(door, walk, naming), unit });
      const about = { role: "slider", tabindex: "-1", "aria-label": label, "aria-orientation": "vertical", "aria-valuemin": "0", "aria-valuemax": "100" };
      const made = element("span", { ...about, class: "door", "data-unit": String(unit), "data-door": String(n), "data-signal": door.signal, "data-key": door.key });
      made.style.setProperty("--at", share(walk, door.at).toFixed(4));
      return made;
    });
    return element("div", {}, ...row);
  });
}

/**
 * Writes into them how far they are open, at a token.
 * @param {HTMLElement[]} rows
 * @param {Walk} walk
 * @param {Door[]} doors
 * @param {number[]} units
 * @param {number} token
 */
export function fillDoors(rows, walk, doors, units, token) {
  rows.forEach((row, lane) => {
    doors.forEach((door, n) => {
      const open = openness(door, walk, token, units[lane] ?? 0);
      row.children[n]?.setAttribute("aria-valuenow", String(Math.round(100 * open)));
      row.children[n]?.setAttribute("aria-valuetext", t("walk.door.open", { percent: percent(open) }));
    });
  });
}

/**
 * Those that are in the hand show at once how far they are open, before it is computed what follows.
 * @param {Iterable<HTMLElement>} doors all of them
 * @param {(door: HTMLElement) => boolean} isHeld
 * @param {number} open
 */
export function showHeld(doors, isHeld, open) {
  for (const door of doors) {
    const held = isHeld(door);
    door.classList.toggle("held", held);
    if (held) door.style.setProperty("--ajar", open.toFixed(3));
  }
}
