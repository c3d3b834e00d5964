// A walk as other programs read it: numbers as they are shown, for both directions and for all layers.

import { titleOf } from "../networks.js";

/** @import { Grid } from "../grid.js" */
/** @import { Walk } from "../walk.js" */

/**
 * @param {Walk} walk
 * @returns {{layer: number, direction: string, name: string, grid: Grid}[]}
 */
function all({ layers }) {
  return layers.flatMap((directions, layer) =>
    Object.entries(directions).flatMap(([direction, signals]) =>
      Object.entries(signals ?? {}).map(([name, grid]) => ({ layer, direction, name, grid })),
    ),
  );
}

/**
 * A row for each token, signal and unit.
 * @param {Walk} walk
 * @param {Walk | null} original without the changes, if there are any: its values in a column of their own
 */
export function csv(walk, original) {
  const rows = [`token,text,layer,direction,signal,unit,value${original ? ",without_changes" : ""}`];
  const before = original && all(original);
  all(walk).forEach(({ layer, direction, name, grid }, n) => {
    walk.tokens.forEach(({ text }, token) => {
      const begin = `${token},${quoted(text)},${layer},${direction},${name}`;
      const was = before?.[n]?.grid;
      grid.row(token).forEach((value, unit) => rows.push(`${begin},${unit},${value.toFixed(4)}${was ? `,${was.at(token, unit).toFixed(4)}` : ""}`));
    });
  });
  return rows.join("\r\n") + "\r\n";
}

/**
 * The trace with its numbers as lists.
 * @param {Walk} walk
 * @param {string} sentence
 * @param {string} cell
 * @param {string[]} changes in words
 */
export function plain(walk, sentence, cell, changes) {
  const { tokens, predictions, blanks, memory } = walk.trace;
  const signals = all(walk).map(({ layer, direction, name, grid }) => ({
    layer,
    direction,
    name,
    values: tokens.map((_, token) => [...grid.row(token)]),
  }));
  return { sentence, cell, network: titleOf(walk), changes, tokens, signals, predictions, blanks, memory };
}

/**
 * Always in quotation marks, and never read as a formula by a spreadsheet.
 * @param {string} text
 */
function quoted(text) {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
