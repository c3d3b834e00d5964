// How strongly the answer hangs on each earlier token, for one cell or several, on a logarithmic axis.

import { t } from "../../core/texts.js";
import { amount } from "../../core/walk/reach.js";
import { wordAxis } from "../figures.js";

/** @import { Figure, Look } from "../../core/figure.js" */
/** @import { Walk } from "../../core/walk.js" */
/** @import { Strength } from "../../core/walk/reach.js" */

const LEAST = 1e-10; // what is weaker stands at the foot of the picture
const NAMED = ["other", "before", "untaught"]; // at the beginning of their lines, as there may be several of a colour
const DECADES = 5; // of which each has a line of its own

/**
 * @param {Walk} walk
 * @param {Strength[]} strengths
 * @param {Look} look
 * @returns {Figure}
 */
export function flowFigure(walk, strengths, look) {
  const lines = {
    state: { color: look.accent, width: 3, dash: "solid" },
    held: { color: look.accent, width: 1.5, dash: "solid" },
    word: { color: look.accent, width: 1.5, dash: "dot" },
    gates: { color: look.open, width: 3, dash: "dash" },
    other: { color: look.soft, width: 1.5, dash: "solid" },
    before: { color: look.accent, width: 1.5, dash: "dashdot" },
    untaught: { color: look.soft, width: 1.5, dash: "dashdot" },
  };
  const least = Math.max(LEAST, Math.min(...strengths.flatMap(({ values }) => values.filter((value) => value > 0))));
  const most = Math.max(1, ...strengths.flatMap(({ values }) => values));
  const length = Math.max(...strengths.map(({ values }) => values.length));
  return {
    data: strengths.map(({ name, values, kind }) => ({
      type: "scatter",
      mode: NAMED.includes(kind) ? "lines+text" : "lines",
      name,
      x: values.map((_, token) => token + 0.5),
      y: values.map((value) => Math.max(value, LEAST)),
      line: lines[kind],
      text: values.map((_, token) => (token === 0 ? name : "")),
      textposition: "top right",
      customdata: values.map(amount),
      hovertemplate: `${t("walk-more.flow.hover", { name, value: "%{customdata}" })}<extra></extra>`,
    })),
    layout: {
      margin: { l: 64, r: 8, t: 8, b: 56 },
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      font: { family: look.font, color: look.ink, size: 0.75 * look.rem },
      showlegend: true,
      legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 },
      dragmode: false,
      xaxis: wordAxis(walk, length),
      yaxis: {
        title: { text: t("walk-more.flow.axis") },
        type: "log",
        fixedrange: true,
        range: [Math.log10(least) - 0.2, Math.log10(most) + 0.2],
        gridcolor: look.line,
        exponentformat: "power",
        dtick: Math.ceil(Math.log10(most / least) / DECADES),
      },
    },
  };
}
