// Shares of the memory, stacked: for each token a column, in it a piece for each word that wrote some of it.

import { escaped } from "./heatmap.js";
import { wordAxis } from "./lines.js";

const SHADES = [85, 30, 60, 15, 72, 42, 24, 52]; // hundredths of the strongest shade: neighbours differ

/**
 * @param {import("../core/walk.js").Walk} walk
 * @param {import("../core/ledger.js").Share[]} shares
 * @param {import("../core/figure.js").Look} look
 * @returns {import("../core/figure.js").Figure}
 */
export function ledgerFigure(walk, shares, look) {
  const highest = Math.max(...walk.tokens.map((_, token) => shares.reduce((sum, { amounts }) => sum + (amounts[token] ?? 0), 0)));
  const texts = [...new Set(shares.map(({ origin }) => walk.tokens[origin ?? -1]?.text))]; // a word has one shade, wherever it stands
  const data = shares.map(({ origin, amounts }) => {
    const text = walk.tokens[origin ?? -1]?.text;
    const word = text === undefined ? "all other words" : escaped(text);
    const largest = amounts.indexOf(Math.max(...amounts));
    const strength = origin === null ? 6 : SHADES[texts.indexOf(text) % SHADES.length] ?? 50;
    return {
      type: "bar",
      name: word,
      x: [...walk.tokens.keys()],
      y: amounts,
      width: 1,
      offset: 0,
      text: amounts.map((amount, token) => (token === largest && amount > highest / 12 ? word : "")),
      textposition: "inside",
      insidetextanchor: "middle",
      textangle: 0,
      constraintext: "none",
      cliponaxis: false,
      textfont: { color: strength > 55 ? look.sheet : look.ink },
      marker: { color: mixed(look.accent, look.sheet, strength), line: { width: 0.5, color: look.sheet } },
      customdata: amounts.map((_, token) => escaped(walk.tokens[token]?.text ?? "")),
      hovertemplate: `at %{customdata}: %{y:.4f} is left of what was written at ${word}<extra></extra>`,
    };
  });
  return {
    data,
    layout: {
      margin: { l: 40, r: 8, t: 8, b: 56 },
      barmode: "stack",
      bargap: 0,
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: look.font, color: look.ink, size: 0.75 * look.rem },
      showlegend: false,
      dragmode: false,
      xaxis: wordAxis(walk, walk.length),
      yaxis: { fixedrange: true, gridcolor: look.line, zerolinecolor: look.soft, range: [0, highest * 1.05 || 1] },
    },
  };
}

/**
 * @param {string} colour such as #22558f
 * @param {string} ground the same
 * @param {number} percent of the colour
 */
export function mixed(colour, ground, percent) {
  const [some, other] = [colour, ground].map((text) => [1, 3, 5].map((n) => parseInt(text.slice(n, n + 2), 16)));
  const parts = (some ?? []).map((value, n) => Math.round((value * percent + (other?.[n] ?? 0) * (100 - percent)) / 100));
  return `rgb(${parts.join(", ")})`;
}
