// The memory of the chosen units over the sentence, as lines.

import { escaped } from "./heatmap.js";

/**
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {number} chosen
 * @param {import("./belt.js").Colours} colours
 * @returns {import("../core/figure.js").Figure}
 */
export function lines(walk, units, chosen, colours) {
  const grid = walk.signal(walk.state);
  return {
    data: units.map((unit) => ({
      type: "scatter",
      mode: "lines",
      name: `unit ${unit}`,
      x: walk.tokens.map((_, token) => token),
      y: walk.tokens.map((_, token) => grid.at(token, unit)),
      line: { color: unit === chosen ? colours.plus : colours.soft, width: unit === chosen ? 3 : 1, shape: "hv" },
      hovertemplate: `unit ${unit}: %{y:.4f}<extra></extra>`,
    })),
    layout: {
      margin: { l: 40, r: 8, t: 8, b: 56 },
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: colours.font, color: colours.ink, size: 12 },
      showlegend: false,
      dragmode: false,
      xaxis: {
        fixedrange: true,
        showgrid: false,
        zeroline: false,
        tickvals: walk.tokens.map((_, token) => token),
        ticktext: walk.tokens.map(({ text }) => escaped(text)),
        tickangle: -50,
      },
      yaxis: { fixedrange: true, gridcolor: colours.line, zerolinecolor: colours.soft, title: { text: walk.state } },
    },
  };
}
