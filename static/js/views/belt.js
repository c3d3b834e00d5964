// The belt: one lane for each unit. From the left comes the old value; a gate lets a part of it through, the rest falls
// off; what is new is put on; at the right end a tap shows a part of the result. Area is magnitude, colour is sign.

import { number } from "../core/format.js";

const [OLD, FALLEN, KEEP, RIDES, PUT, NEW, TAP, SHOWN] = [0, 0.78, 1, 1.55, 2.1, 3, 3.9, 4.7]; // where things stand
const LARGEST = 1.6; // rem across
const GATE = 0.4; // of a lane, above and below the rail
const FALLS = 0.38;

/**
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {import("../core/timeline.js").Place} place
 * @param {import("../core/figure.js").Look} look
 * @param {number} head pixels above the first lane
 * @returns {import("../core/figure.js").Figure}
 */
export function belt(walk, units, { token, part }, look, head) {
  const lanes = units.map((unit) => walk.lane(token, unit));
  const most = largest(walk, units);
  const [forgets, writes, shows] = [part >= 1, part >= 2, part >= 3];
  const tap = walk.belt?.shows ?? null;

  /** @param {number[]} values @param {number[]} x @param {number} lift @param {number} opacity @param {boolean} [hollow] */
  const riders = (values, x, lift, opacity, hollow = false) => {
    const colour = values.map((value) => (value < 0 ? look.minus : look.plus));
    return {
      type: "scatter",
      mode: "markers",
      x,
      y: units.map((_, n) => n + lift),
      hoverinfo: "skip",
      marker: {
        size: values.map((value) => LARGEST * look.rem * Math.sqrt(Math.min(1, Math.abs(value) / most))),
        color: hollow ? look.sheet : colour,
        opacity,
        line: { width: 1.5, color: colour },
      },
    };
  };
  /** @param {number} x */
  const all = (x) => units.map(() => x);

  const riding = lanes.map(({ before, kept, after }) => (writes ? after : forgets ? kept : before));
  const data = [
    rails(units, tap ? SHOWN : NEW, look),
    gates(walk.belt ? lanes.map(({ keep }) => keep) : [], KEEP, look),
    gates(tap ? lanes.map(({ gate }) => gate ?? 0) : [], TAP, look),
    riders(lanes.map(({ before }) => before), all(OLD), 0, forgets ? 1 : 0, true),
    riders(lanes.map(({ removed }) => (forgets ? removed : 0)), all(forgets ? FALLEN : OLD), forgets ? FALLS : 0, 0.45),
    riders(lanes.map(({ put }) => put), all(PUT), writes ? 0 : -FALLS, writes ? 0.4 : forgets ? 1 : 0.25),
    riders(riding, all(writes ? NEW : forgets ? RIDES : OLD), 0, 1),
    riders(tap ? lanes.map(({ shown }) => (shows ? shown : 0)) : [], all(shows ? SHOWN : NEW), 0, 1),
    numbers(lanes, { gated: forgets && Boolean(walk.belt), writes, shows: shows && Boolean(tap) }, look),
  ];
  return { data, layout: layout(walk, units, look, head) };
}

/**
 * The largest value that any of the lanes has in the whole sentence: sizes can be compared between tokens.
 * @param {import("../core/walk.js").Walk} walk
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
 * @param {number[]} units
 * @param {number} end
 * @param {import("../core/figure.js").Look} look
 */
function rails(units, end, look) {
  return line(
    units.flatMap(() => [OLD - 0.3, end + 0.3, null]),
    units.flatMap((_, n) => [n, n, null]),
    { width: 1.5, color: look.line },
  );
}

/**
 * Two leaves in each lane. They touch where the gate is shut (0) and are gone where it is open (1).
 * @param {number[]} values
 * @param {number} x
 * @param {import("../core/figure.js").Look} look
 */
function gates(values, x, look) {
  return line(
    values.flatMap(() => [x, x, null, x, x, null]),
    values.flatMap((open, n) => [n - GATE, n - GATE * open, null, n + GATE * open, n + GATE, null]),
    { width: 0.3 * look.rem, color: look.open },
  );
}

/**
 * @param {(number | null)[]} x
 * @param {(number | null)[]} y
 * @param {object} style
 */
function line(x, y, style) {
  return { type: "scatter", mode: "lines", x, y, line: style, hoverinfo: "skip" };
}

/**
 * @param {import("../core/walk.js").Lane[]} lanes
 * @param {{gated: boolean, writes: boolean, shows: boolean}} done
 * @param {import("../core/figure.js").Look} look
 */
function numbers(lanes, { gated, writes, shows }, look) {
  /** @type {[number, (lane: import("../core/walk.js").Lane) => string][]} */
  const columns = [
    [OLD, ({ before }) => number(before)],
    [KEEP, ({ keep }) => (gated ? `× ${number(keep)}` : "")],
    [PUT, ({ put }) => (writes ? `${put < 0 ? "−" : "+"} ${number(Math.abs(put))}` : "")],
    [NEW, ({ after }) => (writes ? number(after) : "")],
    [SHOWN, ({ shown }) => (shows ? number(shown) : "")],
  ];
  return {
    type: "scatter",
    mode: "text",
    x: columns.flatMap(([x]) => lanes.map(() => x + 0.14)),
    y: columns.flatMap(() => lanes.map((_, n) => n - 0.3)),
    text: columns.flatMap(([, said]) => lanes.map(said)),
    textposition: "middle right",
    textfont: { size: 0.69 * look.rem, color: look.soft },
    hoverinfo: "skip",
    cliponaxis: false,
  };
}

/**
 * @param {import("../core/walk.js").Walk} walk
 * @param {number[]} units
 * @param {import("../core/figure.js").Look} look
 * @param {number} head
 */
function layout(walk, units, look, head) {
  const { state, belt: moves } = walk;
  const stations = [
    [OLD, `${state}′`],
    [KEEP, moves ? `× ${moves.keeps.text}` : "nothing stays"],
    [PUT, moves ? moves.puts.map(({ text }) => `+ ${text}`).join(" ") : "made anew"],
    [NEW, state],
    ...(moves?.shows ? [[TAP, moves.shows], [SHOWN, "h"]] : []),
  ];
  return {
    margin: { l: 3.7 * look.rem, r: 8, t: head, b: 0 },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    showlegend: false,
    dragmode: false,
    hovermode: false,
    font: { family: look.font, color: look.ink, size: 0.81 * look.rem },
    xaxis: {
      range: [OLD - 0.35, (moves?.shows ? SHOWN : NEW) + 0.6],
      fixedrange: true,
      side: "top",
      showgrid: false,
      zeroline: false,
      tickvals: stations.map(([x]) => x),
      ticktext: stations.map(([, text]) => text),
      ticks: "",
    },
    yaxis: {
      range: [units.length - 0.5, -0.5],
      fixedrange: true,
      showgrid: false,
      zeroline: false,
      tickvals: units.map((_, n) => n),
      ticktext: units.map((unit) => `unit ${unit}`),
      tickfont: { size: 0.69 * look.rem, color: look.soft },
      ticks: "",
    },
  };
}
