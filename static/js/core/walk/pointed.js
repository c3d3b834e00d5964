// What is said of a place on the belt when one points at it: a sentence with the numbers of its lane.

import { number, percent } from "../format.js";
import { doorName, doorsOf, openness } from "./doors.js";

/** @import { Naming } from "../parts.js" */
/** @import { Direction, Lane, Walk } from "../walk.js" */
/** @import { Key } from "./stations.js" */

/**
 * @typedef {{unit: number, key: Key, direction: Direction}} Pointed
 * @typedef {{unit: number, lane: Lane, door: string, gate: string}} Told
 *   ``gate``: that which writes, with how far it is open, in words
 */

/** @type {Record<Key, (told: Told) => string>} */
const SENTENCES = {
  old: ({ unit, lane }) => `Unit ${unit} held ${number(lane.before)} when the word came in.`,
  keep: ({ unit, lane, door }) => `Unit ${unit} held ${number(lane.before)}; its ${door} lets ${percent(lane.keep)} through; ${number(lane.kept)} is left.`,
  put: ({ unit, lane, gate }) => `${gate ? `${gate}. ` : ""}${number(lane.put)} is put onto the lane of unit ${unit}.`,
  new: ({ unit, lane }) => `Of unit ${unit}, ${number(lane.kept)} was left and ${number(lane.put)} was put on: now it holds ${number(lane.after)}.`,
  tap: ({ unit, lane, door }) => `Unit ${unit} holds ${number(lane.after)}; its ${door} is ${percent(lane.gate ?? 0)} open.`,
  shown: ({ unit, lane }) => `Unit ${unit} holds ${number(lane.after)} and shows ${number(lane.shown)} of it to the answer.`,
};

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {{unit: number, key: Key}} pointed
 * @param {Naming} naming
 */
export function pointed(walk, token, { unit, key }, naming) {
  const lane = walk.lane(token, unit);
  if (walk.asleep(token, unit) && key !== "old") return `The clock of unit ${unit} does not tick at this word: it stays at ${number(lane.after)}.`;
  if (!walk.belt && key !== "old") return `Nothing of unit ${unit} is kept: it is made anew from all units and the word, and is ${number(lane.after)}.`;
  const doors = doorsOf(walk);
  const door = doors.find((one) => one.key === key);
  const writes = doors.filter((one) => one.key === "put").map((one) => `its ${doorName(one, walk, naming)} is ${percent(openness(one, walk, token, unit))} open`);
  const gate = writes.join(" and ").replace(/^its/, "Its");
  return SENTENCES[key]({ unit, lane, door: door ? doorName(door, walk, naming) : "gate", gate });
}
