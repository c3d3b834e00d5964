// Where a walk opens: at which word, at which part of its step, and with which number.

import { mended } from "./link.js";
import { clamp, timelineOf } from "./timeline.js";
import { mattering } from "./lanes.js";

/** @import { Walk } from "../walk.js" */
/** @import { View } from "./link.js" */
/** @import { Place } from "./timeline.js" */

/**
 * @typedef {{place: Place, unit: number, signal: string, notes: string[]}} Opening ``notes``: what of the view had to be mended
 */

/**
 * @param {Walk} walk
 * @param {Partial<View>} view that is wanted; what it leaves open is where a walk begins: at the first word, with what that has written
 * @returns {Opening}
 */
export function opening(walk, view) {
  const { view: fields, mended: notes } = mended(view, walk);
  const { token = 0, part = Infinity, unit = mattering(walk).order[0] ?? 0, signal = firstSignal(walk) } = fields;
  return { place: clamp({ token, part }, timelineOf(walk)), unit, signal, notes };
}

/** A clock has no terms to be opened into. @param {Walk} walk */
function firstSignal({ cell }) {
  return cell.equations.find(({ kind }) => kind !== "clock")?.name ?? cell.output;
}
