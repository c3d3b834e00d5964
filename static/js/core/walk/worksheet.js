// A worksheet made of a walk: what is asked on its first page, and on its second what the network does.

import { listed, percent, quoted } from "../format.js";
import { mean } from "../mean.js";
import { titleOf } from "../networks.js";
import { nameAlone } from "../parts.js";
import { t } from "../texts.js";
import { questionOf } from "./caption.js";
import { changesOfMind } from "./guess.js";
import { stations } from "./stations.js";

/** @import { Naming } from "../parts.js" */
/** @import { Equation, Lane, Walk } from "../walk.js" */

const LANES = 3; // of the belt that is filled in

/**
 * @typedef {{question: string, key: string}} Item
 * @typedef {{said: string, heads: {symbol: string, name: string}[], lanes: {unit: string, values: string[]}[]}} Belt ``said``: at which word these are its values
 * @typedef {{title: string, network: string, task: string, belt: Belt, items: Item[]}} Worksheet ``network``: which one it is; ``task``: what is to be done with the empty strip
 */

/**
 * @param {Walk} walk
 * @param {number[]} units those that have a lane
 * @param {Naming} naming
 * @returns {Worksheet}
 */
export function worksheet(walk, units, naming) {
  return {
    title: t("walk-more.sheet.title"),
    network: t("walk-more.sheet.network", { network: titleOf(walk) }),
    task: walk.remembered ? t("walk-more.sheet.task", { question: questionOf(walk) }) : t("walk-more.sheet.task-at-end"),
    belt: beltOf(walk, units.slice(0, LANES), naming),
    items: [...mind(walk), ...keeping(walk, units, naming), ...showing(walk, units, naming), ...answering(walk)],
  };
}

/**
 * Its lanes at the last word at which the answer changes.
 * @param {Walk} walk
 * @param {number[]} units
 * @param {Naming} naming
 * @returns {Belt}
 */
function beltOf(walk, units, naming) {
  const token = changesOfMind(walk).at(-1) ?? walk.destination;
  const numbered = stations(walk, naming).filter(({ from }) => from < Infinity);
  return {
    said: t("walk-more.sheet.belt.key", { word: place(walk, token) }),
    heads: numbered.map(({ symbol, name }) => ({ symbol, name })),
    lanes: units.map((unit) => ({ unit: t("walk.unit", { unit }), values: numbered.map(({ text }) => text(walk.lane(token, unit))) })),
  };
}

/** @param {Walk} walk @returns {Item[]} */
function mind(walk) {
  const words = changesOfMind(walk).map((token) => place(walk, token));
  const key = words.length ? t("walk-more.sheet.mind.key", { words: listed(words) }) : t("walk-more.sheet.mind.never");
  return walk.remembered ? [{ question: t("walk-more.sheet.mind"), key }] : [];
}

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {Naming} naming
 * @returns {Item[]}
 */
function keeping(walk, units, naming) {
  const gate = named(walk, walk.belt?.keeps.factors[0]?.signal);
  if (!gate) return [];
  const kept = perToken(walk, units, ({ keep }) => keep);
  const least = kept.slice(1).reduce((best, share, n) => (share < /** @type {number} */ (kept[best]) ? n + 1 : best), 1);
  const others = kept.filter((_, token) => token > 0 && token !== least);
  const slots = { word: place(walk, least), least: percent(kept[least] ?? 0), n: units.length, others: percent(mean(others)) };
  return [{ question: t("walk-more.sheet.keeps", { gate: nameAlone(gate, naming) }), key: t("walk-more.sheet.keeps.key", slots) }];
}

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {Naming} naming
 * @returns {Item[]}
 */
function showing(walk, units, naming) {
  const gate = named(walk, walk.belt?.shows);
  if (!gate) return [];
  const open = perToken(walk, units, (lane) => lane.gate ?? 0);
  const most = open.indexOf(Math.max(...open));
  const key = t("walk-more.sheet.shows.key", { word: place(walk, most), percent: percent(open[most] ?? 0) });
  return [{ question: t("walk-more.sheet.shows", { gate: nameAlone(gate, naming) }), key }];
}

/** @param {Walk} walk @returns {Item[]} */
function answering(walk) {
  const { blank, words: [best] } = walk.predicted(walk.destination);
  if (!blank || !best) return [];
  return [{ question: t("walk-more.sheet.blank"), key: t("walk-more.sheet.blank.key", { word: best.word, percent: percent(best.p) }) }];
}

/** @param {Walk} walk @param {string | null | undefined} signal @returns {Equation | undefined} */
function named({ cell }, signal) {
  return cell.equations.find(({ name }) => name === signal);
}

/** @param {Walk} walk @param {number} token */
function place({ tokens }, token) {
  return t("walk-more.sheet.place", { word: quoted(tokens[token]?.text), place: token + 1 });
}

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {(lane: Lane) => number} value
 */
function perToken(walk, units, value) {
  return walk.tokens.map((_, token) => mean(units.map((unit) => value(walk.lane(token, unit)))));
}
