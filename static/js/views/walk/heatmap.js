// One signal of all units over the sentence: a row for each unit, a column for each token.

import { t } from "../../core/texts.js";
import { escaped } from "../figures.js";

/** @import { Figure, Look } from "../../core/figure.js" */
/** @import { Walk } from "../../core/walk.js" */

/** @typedef {"now" | "before" | "difference"} Of with the changes, without them, or what they make of it */

/**
 * @param {Walk} walk
 * @param {Walk | null} original without the changes, if there are any
 * @param {Of} of
 * @param {string} signal
 * @param {number[]} units from the top down
 * @param {boolean} signed
 * @param {Look} look
 * @returns {Figure}
 */
export function heatmap(walk, original, of, signal, units, signed, look) {
  const grid = walk.signal(signal);
  const was = original?.signal(signal) ?? grid;
  /** @type {Record<Of, (token: number, unit: number) => number>} */
  const values = {
    now: (token, unit) => grid.at(token, unit),
    before: (token, unit) => was.at(token, unit),
    difference: (token, unit) => grid.at(token, unit) - was.at(token, unit),
  };
  const value = values[of];
  const z = units.map((unit) => walk.tokens.map((_, token) => value(token, unit)));
  const diverges = signed || of === "difference";
  const most = diverges ? reach(walk, signal) : 1;
  const words = walk.tokens.map(({ text }) => escaped(text));
  const hover = of === "difference" ? "walk-more.maps.hover-difference" : "walk-more.maps.hover";
  return {
    data: [
      {
        type: "heatmap",
        z,
        zmin: diverges ? -most : 0,
        zmax: most,
        colorscale: diverges
          ? [[0, look.minus], [0.5, look.sheet], [1, look.plus]]
          : [[0, look.shut], [1, look.open]],
        showscale: false,
        x: words.map((_, token) => token),
        y: units.map((_, row) => row),
        text: units.map((unit) => words.map((word) => t("walk-more.maps.place", { unit, word }))),
        hovertemplate: `${t(hover, { signal, place: "%{text}", value: "%{z:.4f}" })}<extra></extra>`,
      },
    ],
    layout: {
      margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: look.font, color: look.ink },
      dragmode: false,
      xaxis: { visible: false, fixedrange: true, range: [-0.5, walk.length - 0.5] },
      yaxis: { visible: false, fixedrange: true, range: [units.length - 0.5, -0.5] },
    },
  };
}

/**
 * From where on a value has its full colour: the largest of the units that hold the fact, or else of all. A few others
 * count far beyond, and would leave nothing of these to be seen.
 * @param {Walk} walk
 * @param {string} signal
 */
export function reach(walk, signal) {
  const grid = walk.signal(signal);
  const units = walk.remembered?.units ?? [...Array(walk.units).keys()];
  return walk.tokens.reduce((most, _, token) => units.reduce((most, unit) => Math.max(most, Math.abs(grid.at(token, unit))), most), 1);
}
