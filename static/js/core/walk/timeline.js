// Where one is in a walk: at a token, and within it at a part of the step.

import { t } from "../texts.js";

/** @import { Cell, Walk } from "../walk.js" */

/**
 * @typedef {{name: "read" | "forget" | "write" | "add" | "output", title: string, does: string}} Part
 * @typedef {{token: number, part: number}} Place
 * @typedef {{tokens: number, parts: Part[]}} Timeline all steps of a walk, and the parts of each
 */

/** @type {Part[]} */
const ON_A_BELT = [
  { name: "read", title: t("walk.part.read"), does: t("walk.does.read") },
  { name: "forget", title: t("walk.part.forget"), does: t("walk.does.forget") },
  { name: "write", title: t("walk.part.write"), does: t("walk.does.write") },
  { name: "add", title: t("walk.part.add"), does: t("walk.does.add") },
];

/** @type {Part} */
const OUTPUT = { name: "output", title: t("walk.part.output"), does: t("walk.does.output") };

/** @type {Part[]} */
const WITHOUT_A_BELT = [
  { name: "read", title: t("walk.part.read"), does: t("walk.does.read-again") },
  { name: "write", title: t("walk.part.write"), does: t("walk.does.make-anew") },
];

/**
 * The parts of a step, in the order in which they happen.
 * @param {Cell} cell
 * @returns {Part[]}
 */
export function partsOf({ belt }) {
  if (!belt) return WITHOUT_A_BELT;
  return belt.shows ? [...ON_A_BELT, OUTPUT] : ON_A_BELT;
}

/** @param {Walk} walk @returns {Timeline} */
export function timelineOf({ length, cell }) {
  return { tokens: length, parts: partsOf(cell) };
}

/**
 * @param {Cell} cell
 * @param {Part["name"]} name
 * @returns {number} its place among the parts; that of the last one where the cell has none such
 */
export function partNamed(cell, name) {
  const parts = partsOf(cell);
  const place = parts.findIndex((part) => part.name === name);
  return place < 0 ? parts.length - 1 : place;
}

/**
 * @param {Place} place
 * @param {Timeline} timeline
 * @returns {Place} the same, within the walk
 */
export function clamp({ token, part }, { tokens, parts }) {
  const last = parts.length - 1;
  if (!Number.isFinite(token) || token < 0) return { token: 0, part: 0 };
  if (token >= tokens) return { token: tokens - 1, part: last };
  return { token: Math.trunc(token), part: Math.min(last, Math.max(0, part === Infinity ? last : Math.trunc(part) || 0)) };
}

/**
 * @param {Place} place
 * @param {{parts: Part[]}} timeline
 * @returns {number} its number among all parts of all steps
 */
export function numbered({ token, part }, { parts }) {
  return token * parts.length + part;
}

/**
 * @param {number} number
 * @param {Timeline} timeline
 */
export function placed(number, timeline) {
  const count = timeline.parts.length;
  return clamp({ token: Math.floor(number / count), part: ((number % count) + count) % count }, timeline);
}

/**
 * To the end of the next token, or of the one before.
 * @param {Place} place
 * @param {number} by tokens
 * @param {Timeline} timeline
 */
export function moveToken(place, by, timeline) {
  return clamp({ token: Math.max(0, place.token + by), part: Infinity }, timeline);
}

/**
 * @param {Place} place
 * @param {Timeline} timeline
 */
export function atEnd({ token, part }, { tokens, parts }) {
  return token >= tokens - 1 && part >= parts.length - 1;
}
