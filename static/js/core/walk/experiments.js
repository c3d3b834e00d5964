// Experiments worth making, for this sentence and this cell: found from what its belt says and what its gates do.

import { fullStops, sentenceAround } from "./changes.js";
import { listed, oneByOne, quoted } from "../format.js";
import { isGate, nameAlone, writingGate } from "../parts.js";
import { t } from "../texts.js";

/** @import { Naming } from "../parts.js" */
/** @import { Belt, Walk } from "../walk.js" */
/** @import { Change, Held, Hold } from "./changes.js" */

/**
 * @typedef {{title: string, changes: Change[]}} Experiment
 * @typedef {{walk: Walk, belt: Belt, units: number[], named: (signal: string) => string}} Bench
 *   ``units``: those that hold the fact; ``named``: the names of the signals, in the words that are chosen
 */

/**
 * @param {Walk} walk
 * @param {Naming} naming
 * @returns {Experiment[]}
 */
export function experiments(walk, naming) {
  const { belt, remembered, cell } = walk;
  if (!belt || !remembered) return [];
  const names = new Map(cell.equations.map((equation) => [equation.name, nameAlone(equation, naming)]));
  const bench = { walk, belt, units: remembered.units, named: (/** @type {string} */ signal) => names.get(signal) ?? signal };
  return [passBy, keepAtTheWord, shutAtTheWord, shutAtQuestion, forgetAtStops].flatMap((experiment) => experiment(bench) ?? []);
}

/** Everything that rides stays as it is, and nothing is put on. @param {Bench} bench @returns {Experiment | null} */
function passBy({ walk, belt, units, named }) {
  const { standing } = belt;
  if (!standing || !turns(walk)) return null;
  const held = walk.cell.equations.filter(({ name }) => Object.hasOwn(standing, name)).map((equation) => {
    const value = standing[equation.name] ?? 0;
    return { signal: equation.name, to: isGate(equation) ? opened(value) : value };
  });
  const ways = [...new Set(held.map(({ to }) => to))];
  const how = ways.map((way) => {
    const gates = listed(held.filter(({ to }) => to === way).map(({ signal }) => named(signal)));
    return typeof way === "number" ? t("walk-more.try.at", { gates, value: way }) : t(`walk-more.try.${way}`, { gates });
  });
  return {
    title: t("walk-more.try.pass-by", { word: word(walk), how: oneByOne(how) }),
    changes: together(held, units, sentenceAround(walk, walk.turn)),
  };
}

/** @param {Bench} bench @returns {Experiment | null} */
function keepAtTheWord({ walk, belt, units, named }) {
  const held = keepers(walk, belt, 1);
  const [first] = held;
  if (!first || !turns(walk)) return null;
  const gates = listed(held.map(({ signal }) => named(signal)));
  return { title: t(`walk-more.try.keep-${first.to}`, { gates, word: word(walk) }), changes: together(held, units, [walk.turn]) };
}

/** @param {Bench} bench @returns {Experiment | null} */
function shutAtTheWord({ walk, units, named }) {
  const writes = writingGate(walk.cell);
  if (!writes || !turns(walk)) return null;
  return { title: t("walk-more.try.shut-gate", { gate: named(writes.name), word: word(walk) }), changes: together([{ signal: writes.name, to: "shut" }], units, [walk.turn]) };
}

/** @param {Bench} bench @returns {Experiment | null} */
function shutAtQuestion({ walk, belt, units, named }) {
  const place = walk.predictedAfter(walk.destination);
  if (!belt.shows || place < 0) return null;
  return {
    title: t("walk-more.try.shut-asked", { gate: named(belt.shows), word: quoted(walk.tokens[place]?.text) }),
    changes: together([{ signal: belt.shows, to: "shut" }], units, [place]),
  };
}

/** @param {Bench} bench @returns {Experiment | null} */
function forgetAtStops({ walk, belt }) {
  const [stops, [first]] = [fullStops(walk), keepers(walk, belt, 0)];
  return first && stops.length ? { title: t("walk-more.try.forget"), changes: together([first], "all", stops) } : null;
}

/**
 * The gates that decide what stays, and how each is held so that all of it does, or nothing; none where a clock decides.
 * @param {Walk} walk
 * @param {Belt} belt
 * @param {0 | 1} kept
 */
function keepers({ cell }, belt, kept) {
  const { factors } = belt.keeps;
  const all = factors.every(({ signal, below }) => !below && cell.equations.some(({ name, kind }) => name === signal && kind === "gate"));
  return all ? factors.map(({ signal, left_of_one }) => ({ signal, to: opened(left_of_one ? 1 - kept : kept) })) : [];
}

/** @param {number} value of a gate, 0 or 1 @returns {"open" | "shut" | number} */
function opened(value) {
  return value === 1 ? "open" : value === 0 ? "shut" : value;
}

/**
 * One press: the first of them, and what is made along with it.
 * @param {{signal: string, to: Held}[]} held
 * @param {number[] | "all"} units
 * @param {number[]} tokens
 * @returns {Hold[]}
 */
function together(held, units, tokens) {
  return held.map(({ signal, to }, n) => ({ kind: "hold", signal, units, tokens, to, ...(n ? { along: true } : {}) }));
}

/** Whether there is a word at which the answer changes. @param {Walk} walk */
function turns(walk) {
  return walk.turn !== walk.destination;
}

/** @param {Walk} walk */
function word(walk) {
  return quoted(walk.tokens[walk.turn]?.text);
}
