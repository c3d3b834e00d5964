// The memory of the chosen units over the sentence, as lines.

import { t } from "../../core/texts.js";
import { wordAxis } from "../figures.js";

/** @import { Figure, Look } from "../../core/figure.js" */
/** @import { Grid } from "../../core/grid.js" */
/** @import { Walk } from "../../core/walk.js" */

/**
 * @param {Walk} walk
 * @param {Walk | null} original of which the chosen unit's line is dotted
 * @param {number[]} units
 * @param {number} chosen
 * @param {Look} look
 * @returns {Figure}
 */
export function lines(walk, original, units, chosen, look) {
  const was = original?.signal(original.state);
  return {
    data: [
      ...units.map((unit) => steps(walk, walk.signal(walk.state), unit, t("walk.unit", { unit }), unit === chosen ? look.plus : look.soft, unit === chosen ? 3 : 1)),
      ...(was ? [steps(walk, was, chosen, t("walk-more.lines.as-it-was", { unit: chosen }), look.plus, 1.5, "dot")] : []),
    ],
    layout: {
      margin: { l: 40, r: 8, t: 8, b: 56 }, // the cursor over it knows these (pictures.css)
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: look.font, color: look.ink, size: 0.75 * look.rem },
      showlegend: false,
      dragmode: false,
      xaxis: wordAxis(walk, walk.length),
      yaxis: { fixedrange: true, gridcolor: look.line, zerolinecolor: look.soft, title: { text: walk.state } },
    },
  };
}

/**
 * @param {Walk} walk
 * @param {Grid} grid
 * @param {number} unit
 * @param {string} name
 * @param {string} color
 * @param {number} width
 * @param {string} [dash]
 */
function steps(walk, grid, unit, name, color, width, dash = "solid") {
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: [...walk.tokens.keys(), walk.length], // the last value is as wide as the others
    y: [...walk.tokens.keys(), walk.length - 1].map((token) => grid.at(token, unit)),
    line: { color, width, dash, shape: "hv" },
    hovertemplate: `${t("walk-more.flow.hover", { name, value: "%{y:.4f}" })}<extra></extra>`,
  };
}
