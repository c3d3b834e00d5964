// The pictures of the whole sentence: what the lanes hold as lines, and a heatmap for each signal.

import { isSigned } from "../../core/parts.js";
import { look } from "../../lib/look.js";
import { part, select } from "../../lib/page.js";
import { draw, onPoint, painted } from "../../lib/plot.js";
import { heatmap } from "../../views/heatmap.js";
import { lines } from "../../views/lines.js";
import { maps, moveCursors } from "../../views/maps.js";
import { now } from "./now.js";

let bold = -1; // the unit whose line is drawn bold

/**
 * Draws them all anew.
 * @param {(token: number, unit: number, signal: string) => void} open what is pressed
 */
export async function drawPictures(open) {
  const { walk, original, order } = now;
  maps(part("maps"), walk, now.naming);
  part("maps-of").hidden = !original;
  bold = -1;
  await painted(); // what belongs to the step is on the screen before what belongs to the whole sentence is drawn
  if (walk !== now.walk) return;
  point();
  const view = original ? /** @type {import("../../views/heatmap.js").Of} */ (select("maps-shown").value) : "now";
  for (const equation of walk.cell.equations) {
    const box = part(`map-${equation.name}`);
    await draw(box, heatmap(walk, original, view, equation.name, order, isSigned(equation), look()), 0);
    if (walk !== now.walk) return; // another walk has taken its place meanwhile
    onPoint(box, (token, row) => open(token, order[row] ?? now.unit, equation.name));
  }
}

/** Moves what points at the present token and the chosen unit. */
export function point() {
  const { walk, original, order, lanes, place, unit } = now;
  moveCursors(part("main"), walk, order, place.token, unit);
  if (bold === unit) return;
  bold = unit;
  void draw(part("lines"), lines(walk, original, lanes, unit, look()), 0);
}
