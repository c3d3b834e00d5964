// What several figures of Plotly have in common.

/** @import { Walk } from "../core/walk.js" */

const MOST_NAMES = 60; // of words under an axis

/** @param {string} text Plotly reads its own marks in texts: nothing that was typed may be one */
export function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("%{", "% {");
}

/**
 * An axis on which each token has a place of its own, with its word in the middle.
 * @param {Walk} walk
 * @param {number} length how many of the tokens
 */
export function wordAxis(walk, length) {
  const named = [...Array(length).keys()].filter((token) => token % Math.ceil(length / MOST_NAMES) === 0);
  return {
    fixedrange: true,
    range: [0, length],
    showgrid: false,
    zeroline: false,
    tickvals: named.map((token) => token + 0.5),
    ticktext: named.map((token) => escaped(walk.tokens[token]?.text ?? "")),
    tickangle: -50,
  };
}
