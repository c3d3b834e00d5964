// The places along the belt, from left to right: where each is, what it is called, and the number beside each lane.

import { number } from "../format.js";
import { isGate, nameOf, shortName } from "../parts.js";
import { t } from "../texts.js";
import { partNamed } from "./timeline.js";

/** @import { Naming } from "../parts.js" */
/** @import { Lane, Walk } from "../walk.js" */

/**
 * @typedef {"old" | "keep" | "put" | "new" | "tap" | "shown"} Key
 * @typedef {{
 *   key: Key, at: number, symbol: string, name: string, short: string, signal: string,
 *   from: number, text: (lane: Lane) => string,
 * }} Station ``short``: its name where there is little room; ``from``: the part of the step from which its number is known; ``signal``: what it opens, if anything
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
    return equation ? { name: nameOf(equation, naming), short: shortName(equation, naming) } : { name: "", short: "" };
  };
  /** @type {Station} */
  const old = { key: "old", at: AT.old, symbol: `${state}′`, ...called("old"), signal: "", from: 0, text: ({ before }) => number(before) };
  /** @type {Station} */
  const made = { key: "new", at: AT.new, symbol: state, ...called("new"), signal: state, from: partNamed(cell, "add"), text: ({ after }) => number(after) };
  /** @param {"keep" | "put"} key @param {string} what @returns {Station} without a number */
  const only = (key, what) => ({ key, at: AT[key], symbol: "", ...called(what), signal: "", from: Infinity, text: () => "" });
  if (!belt) return [old, only("keep", "nothing-stays"), only("put", "made-anew"), made];
  const keeps = belt.keeps.factors[0]?.signal ?? "";
  const puts = belt.puts.at(-1)?.factors.find(({ below }) => !below)?.signal ?? "";
  /** @type {Station[]} */
  const beforeOutput = [
    old,
    { key: "keep", at: AT.keep, symbol: `× ${belt.keeps.text}`, ...named(keeps), signal: keeps, from: 1, text: ({ keep }) => `× ${number(keep)}` },
    {
      key: "put",
      at: AT.put,
      symbol: belt.puts.map(({ text }) => `+ ${text}`).join(" "),
      ...(cell.equations.some((one) => one.name === puts && isGate(one)) ? named(puts) : called("written")),
      signal: puts,
      from: partNamed(cell, "write"),
      text: ({ put }) => `${put < 0 ? "−" : "+"} ${number(Math.abs(put))}`,
    },
    made,
  ];
  if (!belt.shows) return beforeOutput;
  const from = partNamed(cell, "output");
  return [
    ...beforeOutput,
    { key: "tap", at: AT.tap, symbol: belt.shows, ...named(belt.shows), signal: belt.shows, from, text: ({ gate }) => number(gate ?? 0) },
    { key: "shown", at: AT.shown, symbol: cell.output, ...called("shown"), signal: cell.output, from, text: ({ shown }) => number(shown) },
  ];
}

/** @param {string} what happens there, as its texts have it */
function called(what) {
  return { name: t(`walk.belt.${what}`), short: t(`walk.belt-short.${what}`) };
}
