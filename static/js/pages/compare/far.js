// How far each cell remembers: what was measured, and the live run, which grows with every text that is asked.

import { lookOf } from "../../core/cells.js";
import { chance, said } from "../../core/chance.js";
import { findings } from "../../core/findings.js";
import { bandsOf, guessed, measured } from "../../core/gaps.js";
import { gapOf } from "../../core/story.js";
import { look } from "../../lib/look.js";
import { part } from "../../lib/page.js";
import { draw } from "../../lib/plot.js";
import { tones } from "../../lib/tones.js";
import { element } from "../../views/dom.js";
import { measuredFigure } from "../../views/measured.js";
import { scoreRows } from "../../views/scores.js";
import { now } from "./now.js";

const ROOM = 640; // pixels, from which on the names of the cells stand beside their lines
let roomy = false;

/** @type {import("../../core/gaps.js").Measured[]} */
let cells = [];
/** @type {Map<string, import("../../views/measured.js").Point[]>} */
let live = new Map();
let of = ""; // the fact, the question and the answer of the live run

/** @param {import("../../core/walk.js").Cell[]} told as the app tells of them */
export function measure(told) {
  cells = measured(told);
  const questions = cells.flatMap(({ gaps }) => Object.values(gaps).map((score) => score.questions));
  part("questions").textContent = Math.min(...questions).toLocaleString("en");
  part("findings").replaceChildren(...findings(cells, bandsOf(cells)).map((text) => element("li", {}, text)));
  drawFar();
}

/** Takes the answers of the walks that are shown into the live run; another story begins a new one. */
export function keepRunning() {
  const { story, right, walked, chosen } = now;
  const mine = JSON.stringify([story.fact, story.question, right.word]);
  if (mine !== of) live = new Map();
  of = mine;
  for (const { walk, cost } of walked) {
    if (!chosen.includes(cost.cell)) continue;
    const gap = gapOf(story, walk, right.word);
    const others = (live.get(cost.cell) ?? []).filter((point) => point.gap !== gap);
    live.set(cost.cell, [...others, { gap, ...chance(said(walk, walk.destination), right.word) }]);
  }
  part("far-word").textContent = right.word ? `“${right.word}”` : "the right answer";
  drawFar();
}

export function forgetRun() {
  live = new Map();
  drawFar();
}

export function drawFar() {
  const chart = part("chart");
  roomy = chart.clientWidth > ROOM;
  const [colors, names] = [tones(), cells.map(({ name }) => name)];
  const looks = names.map((name) => ({ name, ...lookOf(name, names) }));
  const all = Object.fromEntries(looks.map(({ name, tone, symbol }) => [name, { color: colors[tone - 1] ?? "", symbol }]));
  const shown = { cells, bands: bandsOf(cells), guesses: guessed(cells), chosen: now.chosen, live, tones: all };
  void draw(chart, measuredFigure(shown, roomy, look()), 0);
}

new ResizeObserver(() => {
  if (cells.length && part("chart").clientWidth > ROOM !== roomy) drawFar();
}).observe(part("chart"));

/** The chart as a table. */
export function scored() {
  return scoreRows(cells, bandsOf(cells), live);
}
