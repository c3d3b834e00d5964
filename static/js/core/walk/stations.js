// The places along the belt, from left to right: where each is, what it is called, and the number beside each lane.

import { number } from "../format.js";
import { isGate, nameOf } from "../parts.js";
import { t } from "../texts.js";
import { partNamed } from "./timeline.js";

/** @import { Naming } from "../parts.js" */
/** @import { Lane, Walk } from "../walk.js" */

/**
 * @typedef {"old" | "keep" | "put" | "new" | "tap" | "shown"} Key
 * @typedef {{
 *   key: Key, at: number, symbol: string, name: string, signal: string,
 *   from: number, text: (lane: Lane) => string,
 * }} Station ``from``: the part of the step from which its number is known; ``signal``: what it opens, if anything
 */

/** Where values stand on the belt. The widths between them leave room for a number. */
export const AT = { old: 0, fallen: 0.72, keep: 1, rides: 1.6, put: 2.15, new: 3.05, tap: 4, shown: 4.75 };

/**
 * @param {Walk} walk
 * @param {Naming} naming
 * @returns {Station[]}
 */
export function stations({ cell, belt, state }, naming) {
  /** @param {string} signal */
  const named = (signal) => {
    const equation = cell.equations.find(({ name }) => name === signal);
    return equation ? nameOf(equation, naming) : "";
  };
  /** @type {Station} */
  const old = { key: "old", at: AT.old, symbol: `${state}′`, name: t("walk.belt.old"), signal: "", from: 0, text: ({ before }) => number(before) };
  /** @type {Station} */
  const made = { key: "new", at: AT.new, symbol: state, name: t("walk.belt.new"), signal: state, from: partNamed(cell, "add"), text: ({ after }) => number(after) };
  /** @param {"keep" | "put"} key @param {string} name @returns {Station} without a number */
  const only = (key, name) => ({ key, at: AT[key], symbol: "", name, signal: "", from: Infinity, text: () => "" });
  if (!belt) return [old, only("keep", t("walk.belt.nothing-stays")), only("put", t("walk.belt.made-anew")), made];
  const keeps = belt.keeps.factors[0]?.signal ?? "";
  const puts = belt.puts.at(-1)?.factors.find(({ below }) => !below)?.signal ?? "";
  /** @type {Station[]} */
  const found = [
    old,
    { key: "keep", at: AT.keep, symbol: `× ${belt.keeps.text}`, name: named(keeps), signal: keeps, from: 1, text: ({ keep }) => `× ${number(keep)}` },
    {
      key: "put",
      at: AT.put,
      symbol: belt.puts.map(({ text }) => `+ ${text}`).join(" "),
      name: cell.equations.some((one) => one.name === puts && isGate(one)) ? named(puts) : t("walk.belt.written"),
      signal: puts,
      from: partNamed(cell, "write"),
      text: ({ put }) => `${put < 0 ? "−" : "+"} ${number(Math.abs(put))}`,
    },
    made,
  ];
  if (!belt.shows) return found;
  const from = partNamed(cell, "output");
  return [
    ...found,
    { key: "tap", at: AT.tap, symbol: belt.shows, name: named(belt.shows), signal: belt.shows, from, text: ({ gate }) => number(gate ?? 0) },
    { key: "shown", at: AT.shown, symbol: cell.output, name: t("walk.belt.shown"), signal: cell.output, from, text: ({ shown }) => number(shown) },
  ];
}
