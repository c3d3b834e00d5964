// The gates of a belt as doors in each lane: which there are, where they stand, and how far each is open.

import { nameAlone } from "../parts.js";
import { t } from "../texts.js";
import { AT } from "./stations.js";

/** @import { Naming } from "../parts.js" */
/** @import { Factor, Walk } from "../walk.js" */
/** @import { Change } from "./changes.js" */

/**
 * ``turned``: it is open where its signal is 0; ``at``: along the belt; ``key``: of the station that it belongs to
 * @typedef {{signal: string, turned: boolean, at: number, key: "keep" | "put" | "tap"}} Door
 */

const APART = 0.27; // two doors of one station

/**
 * From left to right. A clock decides by itself, and a gate of the layer below stands on another belt.
 * @param {Walk} walk
 * @returns {Door[]}
 */
export function doorsOf({ belt, cell }) {
  if (!belt) return [];
  const gates = new Set(cell.equations.filter(({ kind }) => kind === "gate").map(({ name }) => name));
  /** @param {Factor[]} factors */
  const gate = (factors) => factors.find(({ signal, below }) => !below && gates.has(signal));
  /** @type {Door[]} */
  const doors = [];
  const keep = gate(belt.keeps.factors);
  if (keep) doors.push({ signal: keep.signal, turned: keep.left_of_one, at: AT.keep, key: "keep" });
  const puts = belt.puts.flatMap(({ factors }) => gate(factors) ?? []);
  puts.forEach(({ signal, left_of_one: turned }, n) => doors.push({ signal, turned, at: AT.put - APART * (puts.length - 1 - n), key: "put" }));
  if (belt.shows && gates.has(belt.shows)) doors.push({ signal: belt.shows, turned: false, at: AT.tap, key: "tap" });
  return doors;
}

/** How far it is open, from 0 to 1; and of how far it is open, its signal. @param {Door} door @param {number} value */
export function through({ turned }, value) {
  return turned ? 1 - value : value;
}

/**
 * @param {Door} door
 * @param {Walk} walk
 * @param {number} token
 * @param {number} unit
 */
export function openness(door, walk, token, unit) {
  return Math.min(1, Math.max(0, through(door, walk.signal(door.signal).at(token, unit))));
}

/**
 * What it is called: "input gate", and where it works the other way round, what it does.
 * @param {Door} door
 * @param {Walk} walk
 * @param {Naming} naming
 */
export function doorName({ signal, turned }, { cell }, naming) {
  const equation = cell.equations.find(({ name }) => name === signal);
  const name = equation ? nameAlone(equation, naming) : signal;
  return turned ? t("walk.door.turned", { gate: name, signal }) : name;
}

/**
 * The change that a door makes when it is moved.
 * @param {Door} door
 * @param {Walk} walk
 * @param {{token: number, units: number[], open: number}} moved
 * @returns {Change}
 */
export function moved(door, walk, { token, units, open }) {
  const to = Math.round(100 * through(door, open)) / 100;
  return { kind: "hold", signal: door.signal, units, tokens: [token], to, ...(walk.readsBothWays ? { direction: walk.direction } : {}) };
}
