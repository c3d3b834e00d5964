// Right answers against the gap: what was measured beforehand, and the points of this hour.

import { chanceText } from "../../core/compare/chance.js";
import { GUESSES, placeOf, reachOf } from "../../core/compare/gaps.js";
import { percent } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { escaped } from "../figures.js";

/** @import { Band, Measured, Score } from "../../core/compare/gaps.js" */
/** @import { Point } from "../../core/compare/tables.js" */
/** @import { Figure, Look } from "../../core/figure.js" */

/** @typedef {{color: string, symbol: string}} Tone */

/**
 * ``guesses``: what who always gives the commonest answer has right, by the name of a band; ``live``: the points of this text
 * @typedef {{
 *   cells: Measured[], bands: Band[], guesses: Record<string, number>,
 *   chosen: string[], live: Map<string, Point[]>, tones: Record<string, Tone>,
 * }} Shown
 */

const LEVELS = [0, 0.25, 0.5, 0.75, 1];
const NAME = 0.8125; // rem: how large the names on the right are written
const BESIDE = 20; // pixels, before a name and after it
const APART = 0.062; // of the height: names on the right that would stand on each other

/**
 * @param {Shown} shown
 * @param {((text: string, font: string) => number) | null} widthOf how many pixels a name takes; null where there is no room for names
 * @param {Look} look
 * @returns {Figure}
 */
export function measuredFigure(shown, widthOf, look) {
  const { cells, bands, guesses, chosen, live, tones } = shown;
  const first = cells.filter(({ name }) => !chosen.includes(name));
  const last = cells.filter(({ name }) => chosen.includes(name));
  const titles = [GUESSES, ...cells.map(({ title }) => title)];
  const widest = Math.max(...titles.map((title) => widthOf?.(title, `${NAME * look.rem}px ${look.font}`) ?? 0));
  /** @param {string} name @returns {Tone} */
  const toneOf = (name) => tones[name] ?? { color: look.ink, symbol: "circle" };
  return {
    data: [
      ...guessing(guesses, bands, look),
      ...first.map((cell) => scores(cell, cells, bands, { ...toneOf(cell.name), color: look.soft }, false)),
      ...last.map((cell) => scores(cell, cells, bands, toneOf(cell.name), true)),
      ...last.flatMap(({ name, title }) => points(title, live.get(name) ?? [], bands, toneOf(name))),
    ],
    layout: {
      margin: { l: 44, r: widthOf ? widest + BESIDE : 8, t: 12, b: 3.25 * look.rem },
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: look.font, color: look.ink, size: (widthOf ? NAME : 0.6875) * look.rem },
      showlegend: false,
      dragmode: false,
      hovermode: "closest",
      hoverlabel: { bgcolor: look.sheet, font: { color: look.ink } },
      xaxis: {
        fixedrange: true,
        range: [0, bands.length + 1],
        zeroline: false,
        gridcolor: look.line,
        tickvals: bands.map((_, n) => n),
        ticktext: bands.map(() => ""),
        title: { text: t("compare.far.gap"), standoff: 1.75 * look.rem, font: { size: 0.8125 * look.rem } },
      },
      yaxis: { fixedrange: true, range: [-0.03, 1.05], zeroline: false, gridcolor: look.line, tickvals: LEVELS, ticktext: LEVELS.map((level) => percent(level)), automargin: true },
      annotations: [
        ...bands.map(({ from, to }, n) => under(n + 0.5, t("compare.far.band", { from, to }), look.ink)),
        under(bands.length + 0.5, widthOf ? t("compare.far.more.unmeasured") : t("compare.far.more"), look.soft),
        ...(widthOf ? names(shown, look) : []),
      ],
    },
  };
}

/**
 * What needs no memory at all, as a grey line behind the others.
 * @param {Record<string, number>} guesses
 * @param {Band[]} bands
 * @param {Look} look
 */
function guessing(guesses, bands, look) {
  if (!Object.keys(guesses).length) return [];
  return [
    {
      type: "scatter",
      mode: "lines",
      name: GUESSES,
      x: bands.map((_, n) => n + 0.5),
      y: bands.map(({ name }) => guesses[name]),
      line: { color: look.soft, width: 1.5, dash: "dash" },
      text: bands.map(({ from, to, name }) => t("compare.far.share", { title: GUESSES, from, to, share: percent(guesses[name] ?? 0, 1) })),
      hovertemplate: "%{text}<extra></extra>",
    },
  ];
}

/** @param {number} x @param {string} text @param {string} color */
function under(x, text, color) {
  return { x, y: 0, yref: "paper", yanchor: "top", yshift: -4, text, showarrow: false, font: { color } };
}

/**
 * @param {Measured} cell
 * @param {Measured[]} cells
 * @param {Band[]} bands
 * @param {Tone} tone
 * @param {boolean} strong
 */
function scores(cell, cells, bands, { color, symbol }, strong) {
  const aside = (cells.indexOf(cell) - (cells.length - 1) / 2) * 0.085; // of a band, so that none hides another
  const ofBands = bands.map(({ name }) => cell.gaps[name]);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: cell.title,
    x: bands.map((_, n) => n + 0.5 + aside),
    y: ofBands.map((score) => score?.accuracy),
    error_y: {
      type: "data",
      symmetric: false,
      array: ofBands.map((score) => (score ? reachOf(score).high - score.accuracy : 0)),
      arrayminus: ofBands.map((score) => (score ? score.accuracy - reachOf(score).low : 0)),
      color,
      thickness: 1.5,
      width: 3,
    },
    opacity: strong ? 1 : 0.55,
    line: { color, width: strong ? 1.75 : 0.75 },
    marker: { color, symbol, size: strong ? 9 : 5 },
    text: bands.map((band, n) => interval(escaped(cell.title), band, ofBands[n])),
    hovertemplate: "%{text}<extra></extra>",
  };
}

/** @param {string} title @param {Band} band @param {Score | undefined} score */
function interval(title, { from, to }, score) {
  if (!score) return "";
  const { low, high } = reachOf(score);
  const slots = { title, from, to, share: percent(score.accuracy, 1), low: percent(low, 1), high: percent(high, 1) };
  return score.trainings ? t("compare.far.trainings", { ...slots, n: score.trainings }) : t("compare.far.interval", slots);
}

/**
 * @param {string} title
 * @param {Point[]} some
 * @param {Band[]} bands
 * @param {Tone} tone
 */
function points(title, some, bands, { color, symbol }) {
  if (!some.length) return [];
  const sorted = some.toSorted((a, b) => a.gap - b.gap);
  const half = sorted.map(({ low, high }) => (high - low) / 2);
  return [
    {
      type: "scatter",
      mode: "lines+markers",
      name: t("compare.far.this-text", { title }),
      x: sorted.map(({ gap }) => placeOf(gap, bands)),
      y: sorted.map(({ low, high }) => (low + high) / 2),
      error_y: { type: "data", array: half, visible: half.some((value) => value >= 0.005), color, thickness: 1, width: 0 },
      line: { color, width: 1.25, dash: "dot" },
      marker: { color, symbol: `${symbol}-open`, size: 8, line: { width: 1.5 } },
      text: sorted.map((point) => t("compare.far.point", { title: escaped(title), gap: point.gap, chance: chanceText(point) })),
      hovertemplate: "%{text}<extra></extra>",
    },
  ];
}

/**
 * The names at the end of their lines, moved apart where they would stand on each other.
 * @param {Shown} shown
 * @param {Look} look
 */
function names({ cells, bands, guesses, chosen, tones }, look) {
  const last = bands.at(-1)?.name ?? "";
  const ends = cells
    .filter(({ name }) => chosen.includes(name))
    .map(({ name, title, gaps }) => ({ title, end: gaps[last]?.accuracy ?? 0, color: tones[name]?.color ?? look.ink }));
  const guess = guesses[last];
  if (guess !== undefined) ends.push({ title: GUESSES, end: guess, color: look.soft });
  const sorted = ends.toSorted((a, b) => b.end - a.end);
  const apart = Math.min(APART, 1 / sorted.length);
  let free = 1.03;
  return sorted.map(({ title, end, color }, n) => {
    const y = Math.max(Math.min(free, end), (sorted.length - 1 - n) * apart); // above the foot there is room for all that follow
    free = y - apart;
    return { x: 1, xref: "paper", xanchor: "left", xshift: 10, y, text: title, showarrow: false, font: { color, size: NAME * look.rem } };
  });
}
