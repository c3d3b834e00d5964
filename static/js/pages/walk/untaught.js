// A cell that has not been taught: it has equations and a picture of its data flow, and no weights with which to read.

import { beltInWords } from "../../core/parts.js";
import { part } from "../../lib/page.js";
import { diagram } from "../../views/diagram.js";
import { equations } from "../../views/equations.js";
import { now } from "./now.js";

let described = ""; // the cell that is explained, and in which words

/** The cell alone: what it is made of, whether it has been taught or not. @param {import("../../core/walk.js").Cell} cell */
export function describe(cell) {
  const mine = `${cell.name} ${now.naming}`;
  if (described === mine) return;
  described = mine;
  diagram(part("diagram"), cell.diagram);
  part("note").textContent = cell.note;
  part("belt-said").textContent = beltInWords(cell);
  part("paper").textContent = cell.paper;
  equations(part("equations"), cell, now.naming);
}

/** Shows a cell instead of a walk, or with null the walk again. @param {import("../../core/walk.js").Cell | null} cell */
export function showUntaught(cell) {
  now.untaught = cell;
  for (const one of document.querySelectorAll("[data-walked]")) one.toggleAttribute("hidden", Boolean(cell));
  part("untaught").hidden = !cell;
  part("untaught").textContent = cell ? `This cell has not been taught yet, so it cannot read a sentence. Its equations and its data flow are below.` : "";
  if (!cell) return;
  part("fact-choice").hidden = part("direction-choice").hidden = true;
  describe(cell);
}
