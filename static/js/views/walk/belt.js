// The belt: one lane for each unit. From the left comes the old value; a gate lets a part of it through, the rest falls
// off; what is new is put on; at the right end a tap shows a part of the result. Area is magnitude, colour is sign.

import { t } from "../../core/texts.js";
import { doorsOf, openness } from "../../core/walk/doors.js";
import { AT } from "../../core/walk/stations.js";
import { partNamed, partsOf } from "../../core/walk/timeline.js";
import { escaped } from "../figures.js";

/** @import { Figure, Look } from "../../core/figure.js" */
/** @import { Walk } from "../../core/walk.js" */
/** @import { Station } from "../../core/walk/stations.js" */
/** @import { Part, Place } from "../../core/walk/timeline.js" */

const LARGEST = 1.6; // rem across, in a lane that has room for it
const SLIM = 18; // of the width of the belt, at most: beside a disc there is room for its number; so in belt.css
const GATE = 0.4; // of a lane, above and below the rail, a door reaches
const HATCH = { up: 0.46, half: 0.09 }; // what is written comes through a door above the rail: how far, and half of its width
const LIGHT = 0.45; // where a door is open
const DIMMED = 0.35; // a lane whose clock does not tick
const FALLS = 0.38;
export const FOOT = 0.4; // of a lane: room below the last one for what falls off; so in belt.css
const BESIDE = 1.15; // widths of the largest disc, from what is there now to what was there without the changes
const [NARROW, SINKS] = [30, 0.25]; // rem; in a narrower belt that stands so far below the rail, in lanes: above it are numbers
const NUMBERED = 1.1; // rem: a lane that is lower has no numbers
const [LEFT, RIGHT] = [0.35, 0.6]; // room beside the first and the last station

/**
 * ``original``: of which a ghost is shown, how it would be without the changes; ``width`` of the belt and ``height`` of a lane, in rem
 * @typedef {{
 *   walk: Walk, original: Walk | null,
 *   units: number[], place: Place, width: number, height: number,
 * }} Shown
 */

/**
 * @param {Walk} walk
 * @param {boolean} tapped whether there is a gate through which the belt is seen
 * @returns {[number, number]} from where to where the belt runs
 */
function ends(walk, tapped = Boolean(walk.belt?.shows)) {
  return [AT.old - LEFT, (tapped ? AT.shown : AT.new) + RIGHT];
}

/**
 * Where a station is, as a share of the belt's width.
 * @param {Walk} walk
 * @param {number} x
 */
export function share(walk, x) {
  const [from, to] = ends(walk);
  return (x - from) / (to - from);
}

/**
 * @param {Shown} shown
 * @param {Look} look
 * @returns {Figure}
 */
export function belt({ walk, original, units, place: { token, part }, width, height }, look) {
  const lanes = units.map((unit) => walk.lane(token, unit));
  const ghosts = original ? units.map((unit) => original.lane(token, unit)) : [];
  const most = largest(original ?? walk, units);
  const asleep = units.map((unit) => walk.asleep(token, unit));
  /** @param {Part["name"]} name */
  const done = (name) => part >= partNamed(walk.cell, name);
  const [forgets, writes, adds, outputs] = [done("forget"), done("write"), done("add"), done("output")];
  const shows = Boolean(walk.belt?.shows);
  const size = Math.min(LARGEST, width / SLIM, 0.9 * height) * look.rem;
  const [from, to] = ends(walk);
  const low = width < NARROW ? SINKS : 0;
  const beside = ((BESIDE * size) / (width * look.rem)) * (to - from);

  const [x, y, sizes, fills, edges, opacity] = /** @type {[number[], number[], number[], string[], string[], number[]]} */ ([[], [], [], [], [], []]);
  /** One thing in each lane. @param {number[]} values @param {number} at @param {number} lift @param {number} strength @param {boolean} [hollow] */
  const put = (values, at, lift, strength, hollow = false) => {
    values.forEach((value, n) => {
      const colour = value < 0 ? look.minus : look.plus;
      x.push(at);
      y.push(n + lift);
      sizes.push(size * Math.sqrt(Math.min(1, Math.abs(value) / most)));
      fills.push(hollow ? look.sheet : colour);
      edges.push(colour);
      opacity.push(asleep[n] ? strength * DIMMED : strength);
    });
  };
  const riding = lanes.map(({ before, kept, after }) => (adds ? after : forgets ? kept : before));
  put(lanes.map(({ before }) => before), AT.old, 0, forgets ? 1 : 0, true);
  put(lanes.map(({ removed }) => (forgets ? removed : 0)), forgets ? AT.fallen : AT.old, forgets ? FALLS : 0, 0.45);
  put(lanes.map(({ put: value }) => value), AT.put, writes ? 0 : -FALLS, adds ? 0.4 : writes ? 1 : 0);
  put(riding, adds ? AT.new : forgets ? AT.rides : AT.old, 0, 1);
  if (shows) put(lanes.map(({ shown }) => (outputs ? shown : 0)), outputs ? AT.shown : AT.new, 0, 1);
  if (original) {
    put(ghosts.map(({ after }) => after), AT.new - beside, low, adds ? 1 : 0, true);
    if (shows) put(ghosts.map(({ shown }) => shown), AT.shown - beside, low, outputs ? 1 : 0, true);
  }
  const [keeps, taps] = [walk.belt ? lanes.map(({ keep }) => keep) : [], shows ? lanes.map(({ gate }) => gate ?? 0) : []];
  const hatches = doorsOf(walk).filter(({ key }) => key === "put").map((door) => ({ at: door.at, open: units.map((unit) => openness(door, walk, token, unit)) }));
  const wide = 0.3 * look.rem;
  const data = [
    line(units.flatMap((_, n) => [[AT.old - 0.3, n], [ends(walk)[1] - 0.3, n], [null, null]]), { width: 1.5, color: look.line }),
    line([...leaves(keeps, AT.keep), ...leaves(taps, AT.tap)], { width: wide, color: look.soft }),
    { type: "scatter", mode: "markers", x, y, hoverinfo: "skip", marker: { size: sizes, color: fills, opacity, line: { width: 1.5, color: edges } } },
    line(hatches.flatMap(({ at, open }) => trap(open, at)), { width: wide, color: look.soft }),
    { ...line([...light(keeps, AT.keep), ...light(taps, AT.tap)], { width: 2 * wide, color: look.open }), opacity: LIGHT },
    { ...line(hatches.flatMap(({ at, open }) => lightAbove(open, at)), { width: wide, color: look.open }), opacity: LIGHT },
  ];
  return { data, layout: layout(walk, units, look) };
}

/**
 * The belt as a picture that stands alone: with the names and the numbers that the page writes beside it.
 * @param {Shown} shown
 * @param {Station[]} stations
 * @param {Look} look
 * @returns {Figure}
 */
export function labelled(shown, stations, look) {
  const { data, layout } = belt(shown, look);
  const { walk, original, units, place: { token, part }, height } = shown;
  const lanes = units.map((unit) => walk.lane(token, unit));
  const beside = height < NUMBERED ? [] : stations.filter(({ from }) => from <= part);
  const numbers = {
    type: "scatter",
    mode: "text",
    x: beside.flatMap(({ at }) => lanes.map(() => at + 0.14)),
    y: beside.flatMap(() => lanes.map((_, n) => n - 0.3)),
    text: beside.flatMap(({ text }) => lanes.map(text)),
    textposition: "middle right",
    textfont: { size: 0.69 * look.rem, color: look.soft },
    cliponaxis: false,
  };
  const small = { size: 0.69 * look.rem, color: look.soft };
  const slots = { word: walk.tokens[token]?.text ?? "", part: partsOf(walk.cell)[part]?.title ?? "" };
  return {
    data: [...data, numbers],
    layout: {
      ...layout,
      title: { text: escaped(t(original ? "walk.belt.picture-changed" : "walk.belt.picture", slots)), font: { size: look.rem }, x: 0.01, xanchor: "left" },
      margin: { l: 4 * look.rem, r: 8, t: 5 * look.rem, b: 8 },
      xaxis: {
        ...layout.xaxis,
        visible: true,
        side: "top",
        showgrid: false,
        zeroline: false,
        tickvals: stations.map(({ at }) => at),
        ticktext: stations.map(({ symbol, name }) => `${symbol}<br>${name}`),
      },
      yaxis: {
        ...layout.yaxis,
        visible: true,
        showgrid: false,
        zeroline: false,
        tickvals: units.map((_, n) => n),
        ticktext: units.map((unit) => t("walk.unit", { unit })),
        tickfont: small,
      },
    },
  };
}

/**
 * The largest value that any of the lanes has in the whole sentence: sizes can be compared between tokens, and, as it is that of
 * the walk without the changes, between before and after.
 * @param {Walk} walk
 * @param {number[]} units
 */
function largest(walk, units) {
  const state = walk.signal(walk.state);
  let most = 1;
  for (let token = 0; token < walk.length; token++) {
    for (const unit of units) most = Math.max(most, Math.abs(state.at(token, unit)));
  }
  return most;
}

/**
 * Two leaves in each lane. They touch where the gate is shut (0) and are gone where it is open (1).
 * @param {number[]} values
 * @param {number} x
 * @returns {[number | null, number | null][]}
 */
function leaves(values, x) {
  return values.flatMap((open, n) => /** @type {[number | null, number | null][]} */ ([
    [x, n - GATE], [x, n - GATE * open], [null, null], [x, n + GATE * open], [x, n + GATE], [null, null],
  ]));
}

/** What is between them. @param {number[]} values @param {number} x @returns {[number | null, number | null][]} */
function light(values, x) {
  return values.flatMap((open, n) => /** @type {[number | null, number | null][]} */ ([[x, n - GATE * open], [x, n + GATE * open], [null, null]]));
}

/**
 * The same, lying: two leaves above each lane.
 * @param {number[]} values
 * @param {number} x
 * @returns {[number | null, number | null][]}
 */
function trap(values, x) {
  const { up, half } = HATCH;
  return values.flatMap((open, n) => /** @type {[number | null, number | null][]} */ ([
    [x - half, n - up], [x - half * open, n - up], [null, null], [x + half * open, n - up], [x + half, n - up], [null, null],
  ]));
}

/** @param {number[]} values @param {number} x @returns {[number | null, number | null][]} */
function lightAbove(values, x) {
  const { up, half } = HATCH;
  return values.flatMap((open, n) => /** @type {[number | null, number | null][]} */ ([[x - half * open, n - up], [x + half * open, n - up], [null, null]]));
}

/**
 * @param {(number | null)[][]} points
 * @param {object} style
 */
function line(points, style) {
  return { type: "scatter", mode: "lines", x: points.map(([x]) => x), y: points.map(([, y]) => y), line: style, hoverinfo: "skip" };
}

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {Look} look
 */
function layout(walk, units, look) {
  return {
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    showlegend: false,
    dragmode: false,
    hovermode: false,
    font: { family: look.font, color: look.ink, size: 0.81 * look.rem },
    xaxis: { range: ends(walk), fixedrange: true, visible: false },
    yaxis: { range: [units.length - 0.5 + FOOT, -0.5], fixedrange: true, visible: false },
  };
}
