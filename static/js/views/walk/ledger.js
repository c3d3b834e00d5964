// Shares of the memory, stacked: for each token a column, in it a piece for each word that wrote some of it.

import { runs } from "../../core/runs.js";
import { t } from "../../core/texts.js";
import { escaped } from "../figures.js";
import { wordAxis } from "../figures.js";

/** @import { Figure, Look } from "../../core/figure.js" */
/** @import { Walk } from "../../core/walk.js" */
/** @import { Share } from "../../core/walk/ledger.js" */

const SHADES = [85, 55, 30, 70, 42, 18, 62, 24]; // hundredths of the strongest shade
const WORTH = 0.08; // of the highest column: a piece that is lower has no name in it

/**
 * @param {Walk} walk
 * @param {Share[]} shares
 * @param {Look} look
 * @returns {Figure}
 */
export function ledgerFigure(walk, shares, look) {
  const heights = walk.tokens.map((_, token) => shares.reduce((sum, { amounts }) => sum + (amounts[token] ?? 0), 0));
  const highest = Math.max(...heights);
  const bySize = [...shares].sort((a, b) => Math.max(...b.amounts) - Math.max(...a.amounts));
  const texts = [...new Set(bySize.map(({ origin }) => walk.tokens[origin ?? -1]?.text))]; // a word has one shade, wherever it stands
  const below = walk.tokens.map(() => 0);
  const named = [];
  const data = [];
  for (const { origin, amounts } of shares) {
    const text = walk.tokens[origin ?? -1]?.text;
    const word = text === undefined ? t("walk-more.ledger.others") : escaped(text);
    const hover = text === undefined ? "walk-more.ledger.hover-others" : "walk-more.ledger.hover";
    const strength = text === undefined ? 6 : (SHADES[texts.indexOf(text) % SHADES.length] ?? 50);
    data.push({
      type: "bar",
      name: word,
      x: [...walk.tokens.keys()],
      y: amounts,
      width: 1,
      offset: 0,
      marker: { color: mixed(look.accent, look.sheet, strength), line: { width: 0.5, color: look.sheet } },
      customdata: walk.tokens.map((one) => escaped(one.text)),
      hovertemplate: `${t(hover, { at: "%{customdata}", size: "%{y:.4f}", word })}<extra></extra>`,
    });
    const { from, to } = longest(amounts, highest * WORTH);
    const middle = Math.floor((from + to) / 2);
    if (to > from) {
      named.push({
        text: word,
        showarrow: false,
        x: (from + to) / 2,
        y: (below[middle] ?? 0) + (amounts[middle] ?? 0) / 2,
        font: { color: strength > 55 ? look.sheet : look.ink },
      });
    }
    amounts.forEach((amount, token) => (below[token] = (below[token] ?? 0) + amount));
  }
  return {
    data,
    layout: {
      margin: { l: 56, r: 8, t: 8, b: 56 },
      barmode: "stack",
      bargap: 0,
      annotations: named,
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: look.font, color: look.ink, size: 0.75 * look.rem },
      showlegend: false,
      dragmode: false,
      xaxis: wordAxis(walk, walk.length),
      yaxis: { title: { text: t("walk-more.ledger.size") }, fixedrange: true, gridcolor: look.line, zerolinecolor: look.soft, range: [0, highest * 1.05 || 1] },
    },
  };
}

/**
 * The longest stretch in which there is enough of something.
 * @param {number[]} amounts
 * @param {number} least
 */
function longest(amounts, least) {
  const stretches = runs(amounts.map((amount) => amount > least)).filter(({ value }) => value);
  return stretches.sort((a, b) => b.to - b.from - (a.to - a.from))[0] ?? { from: 0, to: 0 };
}

/**
 * @param {string} colour such as #22558f
 * @param {string} ground the same
 * @param {number} percent of the colour
 */
function mixed(colour, ground, percent) {
  const [some, other] = [colour, ground].map((text) => [1, 3, 5].map((n) => parseInt(text.slice(n, n + 2), 16)));
  const parts = (some ?? []).map((value, n) => Math.round((value * percent + (other?.[n] ?? 0) * (100 - percent)) / 100));
  return `rgb(${parts.join(", ")})`;
}
