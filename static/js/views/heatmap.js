// A signal of all its units over the whole sentence. Rows are units, those that hold the fact first; columns are tokens.

/**
 * @param {import("../core/walk.js").Walk} walk
 * @param {string} signal
 * @param {number[]} units in the order in which they are shown
 * @param {boolean} signed
 * @param {import("../core/figure.js").Look} look
 * @returns {import("../core/figure.js").Figure}
 */
export function heatmap(walk, signal, units, signed, look) {
  const grid = walk.signal(signal);
  const z = units.map((unit) => walk.tokens.map((_, token) => grid.at(token, unit)));
  const most = signed ? grid.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1) : 1;
  const words = walk.tokens.map(({ text }) => escaped(text));
  return {
    data: [
      {
        type: "heatmap",
        z,
        zmin: signed ? -most : 0,
        zmax: most,
        colorscale: signed
          ? [[0, look.minus], [0.5, look.sheet], [1, look.plus]]
          : [[0, look.shut], [1, look.open]],
        showscale: false,
        x: words.map((_, token) => token),
        y: units.map((_, row) => row),
        text: units.map((unit) => words.map((word) => `unit ${unit} at ${word}`)),
        hovertemplate: `${signal} of %{text}: %{z:.4f}<extra></extra>`,
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

/** @param {string} text Plotly reads its own marks in texts: nothing that was typed may be one */
export function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("%{", "% {");
}
