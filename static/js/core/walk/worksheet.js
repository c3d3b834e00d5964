// A worksheet made of a walk: what is asked on its first page, and on its second what the network does.

import { percent, quoted } from "../format.js";
import { nameAlone } from "../parts.js";
import { changesOfMind } from "./guess.js";

/** @import { Naming } from "../parts.js" */
/** @import { Equation, Lane, Walk } from "../walk.js" */

/**
 * @typedef {{question: string, key: string}} Item
 * @typedef {{title: string, task: string, items: Item[]}} Worksheet ``task``: what is to be done with the empty strip
 */

/**
 * @param {Walk} walk
 * @param {number[]} units those that have a lane
 * @param {Naming} naming
 * @returns {Worksheet}
 */
export function worksheet(walk, units, naming) {
  const asked = walk.remembered ? quoted(`${walk.remembered.question} ___`, 60) : "the question at the end";
  return {
    title: "What does the network remember?",
    task: `The network reads this sentence word by word. In the box under each word, write what it would answer if it were asked there: ${asked}.`,
    items: [...mind(walk), ...keeping(walk, units, naming), ...showing(walk, units, naming), ...answering(walk)],
  };
}

/** @param {Walk} walk @returns {Item[]} */
function mind(walk) {
  const words = changesOfMind(walk).map((token) => place(walk, token));
  const key = words.length ? `It does at ${words.join(", ")}.` : "It does not change its answer anywhere.";
  return walk.remembered ? [{ question: "At which word does the network change its answer? What tells you?", key }] : [];
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
  return [
    {
      question: `What does the ${nameAlone(gate, naming)} do with a value on the conveyor belt? Where does least of the old values stay?`,
      key: `It decides how much of the old value stays. Least stays at ${place(walk, least)}: ${percent(kept[least] ?? 0)} on average in the ${units.length} lanes that are shown; at the other words ${percent(mean(others))}.`,
    },
  ];
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
  return [
    {
      question: `At which word does the ${nameAlone(gate, naming)} show most of the memory? Why there?`,
      key: `At ${place(walk, most)}: ${percent(open[most] ?? 0)} open on average in these lanes. Look whether something is asked there.`,
    },
  ];
}

/** @param {Walk} walk @returns {Item[]} */
function answering(walk) {
  const { blank, words } = walk.expected(walk.destination);
  if (!blank || !words[0]) return [];
  return [{ question: "What will it write into the blank? How sure is it?", key: `${words[0].word}, ${percent(words[0].p)}.` }];
}

/** @param {Walk} walk @param {string | null | undefined} signal @returns {Equation | undefined} */
function named({ cell }, signal) {
  return cell.equations.find(({ name }) => name === signal);
}

/** @param {Walk} walk @param {number} token */
function place({ tokens }, token) {
  return `${quoted(tokens[token]?.text)} (word ${token + 1})`;
}

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {(lane: Lane) => number} value
 */
function perToken(walk, units, value) {
  return walk.tokens.map((_, token) => mean(units.map((unit) => value(walk.lane(token, unit)))));
}

/** @param {number[]} values */
function mean(values) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
