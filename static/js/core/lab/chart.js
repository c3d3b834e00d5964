// A small chart of lines: from updates and values to places in a picture.

import { count, number, percent } from "../format.js";

/**
 * @typedef {{points: [number, number][], name: string, kind: "unseen" | "taught" | "beyond" | "loss" | "earlier" | "came" | "rule-1" | "rule-2", tone: number}} Line
 * @typedef {{width: number, height: number, left: number, bottom: number, top: number, right: number}} Frame in pixels
 * @typedef {{x: (value: number) => number, y: (value: number) => number, xTicks: Tick[], yTicks: Tick[]}} Scale
 * @typedef {{at: number, text: string}} Tick
 */

export const FRAME = { width: 560, height: 200, left: 44, bottom: 26, top: 10, right: 12 };

const DECADES = 12;

/** @param {number} last update that is to be seen @param {Frame} frame */
function across(last, { width, left, right }) {
  const most = Math.max(20, last);
  const x = (/** @type {number} */ value) => left + (value / most) * (width - left - right);
  const step = niceStep(most / 4);
  const xTicks = Array.from({ length: Math.floor(most / step) + 1 }, (_, n) => ({ at: x(n * step), text: count(n * step) }));
  return { x, xTicks };
}

/** 1, 2 or 5 times a power of ten. @param {number} least */
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * (/** @type {number[]} */ ([1, 2, 5, 10]).find((one) => one * power >= least) ?? 10);
}

/** Shares from 0 to 1. @param {number} last @param {Frame} [frame] @returns {Scale} */
export function shareScale(last, frame = FRAME) {
  const high = frame.height - frame.bottom - frame.top;
  const y = (/** @type {number} */ value) => frame.top + (1 - value) * high;
  return { ...across(last, frame), y, yTicks: [0, 0.5, 1].map((one) => ({ at: y(one), text: percent(one) })) };
}

/**
 * Numbers between two ends; what is farther out stands at the edge.
 * @param {number} last
 * @param {[number, number]} ends
 * @param {Frame} [frame]
 * @returns {Scale}
 */
export function linearScale(last, [low, most], frame = FRAME) {
  const high = frame.height - frame.bottom - frame.top;
  const y = (/** @type {number} */ value) => frame.top + ((most - Math.min(most, Math.max(low, value))) / (most - low)) * high;
  const step = niceStep((most - low) / 5);
  const first = Math.ceil(low / step);
  const ticks = Array.from({ length: Math.floor(most / step) - first + 1 }, (_, n) => (first + n) * step);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return { ...across(last, frame), y, yTicks: ticks.map((one) => ({ at: y(one), text: number(one, digits) })) };
}

/**
 * Whole powers of ten around all values.
 * @param {number} last
 * @param {number[]} values
 * @param {Frame} [frame]
 * @param {number} [decades] at most, the largest; what is smaller stands at the bottom
 * @returns {Scale}
 */
export function logScale(last, values, frame = FRAME, decades = DECADES) {
  const logs = values.filter((one) => one > 0 && Number.isFinite(one)).map(Math.log10);
  const [low, most] = [Math.floor(Math.min(-1, ...logs)), Math.ceil(Math.max(0, ...logs))];
  const [least, high] = [Math.max(low, most - decades), frame.height - frame.bottom - frame.top];
  const y = (/** @type {number} */ value) => {
    const log = Math.max(least, Math.log10(Math.max(value, Number.MIN_VALUE)));
    return frame.top + ((most - log) / (most - least)) * high;
  };
  const every = Math.max(1, Math.ceil((most - least) / 5));
  const powers = Array.from({ length: most - least + 1 }, (_, n) => least + n).filter((n) => (n - most) % every === 0);
  return { ...across(last, frame), y, yTicks: powers.map((n) => ({ at: y(10 ** n), text: powerOfTen(n) })) };
}

/** @param {number} n */
const powerOfTen = (n) => (n >= -3 && n <= 3 ? number(10 ** n, Math.max(0, -n)) : `1e${n}`.replace("-", "−"));

/** @param {[number, number][]} points @param {Scale} scale for a polyline */
export const path = (points, { x, y }) => points.map(([update, value]) => `${x(update).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
