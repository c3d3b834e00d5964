// The memory of the chosen units over the sentence, as lines.

import { escaped } from "./heatmap.js";

/**
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {number} chosen
 * @param {import("../core/figure.js").Look} look
 * @returns {import("../core/figure.js").Figure}
 */
export function lines(walk, units, chosen, look) {
  const grid = walk.signal(walk.state);
  return {
    data: units.map((unit) => ({
      type: "scatter",
      mode: "lines",
      name: `unit ${unit}`,
      x: walk.tokens.map((_, token) => token),
      y: walk.tokens.map((_, token) => grid.at(token, unit)),
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
        tickvals: walk.tokens.map((_, token) => token),
        ticktext: walk.tokens.map(({ text }) => escaped(text)),
        tickangle: -50,
      },
      yaxis: { fixedrange: true, gridcolor: look.line, zerolinecolor: look.soft, title: { text: walk.state } },
    },
  };
}
