// The memory of the chosen units over the sentence, as lines.

import { escaped } from "./heatmap.js";

const MOST_NAMES = 60; // of words under the lines

/**
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {number} chosen
 * @param {import("../core/figure.js").Look} look
 * @returns {import("../core/figure.js").Figure}
 */
export function lines(walk, units, chosen, look) {
  const grid = walk.signal(walk.state);
  const named = [...walk.tokens.keys()].filter((token) => token % Math.ceil(walk.length / MOST_NAMES) === 0);
  return {
    data: units.map((unit) => ({
      type: "scatter",
      mode: "lines",
      name: `unit ${unit}`,
      x: [...walk.tokens.keys(), walk.length], // the last value is as wide as the others
      y: [...walk.tokens.keys(), walk.length - 1].map((token) => grid.at(token, unit)),
      line: { color: unit === chosen ? look.plus : look.soft, width: unit === chosen ? 3 : 1, shape: "hv" },
      hovertemplate: `unit ${unit}: %{y:.4f}<extra></extra>`,
    })),
    layout: {
      margin: { l: 40, r: 8, t: 8, b: 56 },
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: look.font, color: look.ink, size: 0.75 * look.rem },
      showlegend: false,
      dragmode: false,
      xaxis: {
        fixedrange: true,
        showgrid: false,
        zeroline: false,
        tickvals: named.map((token) => token + 0.5),
        ticktext: named.map((token) => escaped(walk.tokens[token]?.text ?? "")),
        tickangle: -50,
      },
      yaxis: { fixedrange: true, gridcolor: look.line, zerolinecolor: look.soft, title: { text: walk.state } },
    },
  };
}
