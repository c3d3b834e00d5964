// How far back an answer reaches, in words: what is left of its gradient at the first word.

import { lettingGo } from "./flow.js";
import { inARow, number, oneByOne, powerOfTen, quoted } from "../format.js";
import { t } from "../texts.js";
import { factName } from "./facts.js";

/** @import { Walk } from "../walk.js" */

/**
 * @typedef {{name: string, of?: string, values: number[], kind: "state" | "held" | "word" | "gates" | "other" | "before" | "untaught"}} Strength
 *   at each token up to that of the answer, as a share of what it is there; ``before``: of the same network before it learned
 *   anything; ``other``: of another one, and ``untaught``: of that before it learned anything; ``of``: the name of what it is of, where
 *   its own says more
 */

/**
 * @param {Walk} walk
 * @param {{token: number, word: string, blank: boolean}} answer ``token``: after which it is said
 * @param {Strength[]} strengths
 */
export function reachInWords(walk, { token, word, blank }, strengths) {
  const slots = { word: quoted(word), after: quoted(walk.tokens[token]?.text) };
  if (walk.readsBothWays) return inARow([t("walk-more.reach.in-place", slots), t("walk-more.reach.both-sides")]);
  const followed = t(blank ? "walk-more.reach.for-blank" : "walk-more.reach.after", slots);
  return inARow([followed, ofTheFact(walk, token, strengths), ...ofWholeStates(walk, token, strengths)]);
}

/**
 * Of the units that hold the fact alone: what the whole state lets through tells nothing of it.
 * @param {Walk} walk
 * @param {number} token
 * @param {Strength[]} strengths
 */
function ofTheFact({ remembered, tokens }, token, strengths) {
  const held = strengths.find(({ kind }) => kind === "held");
  if (!held || !remembered) return "";
  const end = lettingGo(strengths.find(({ kind }) => kind === "gates")?.values ?? []);
  const left = t("walk-more.reach.of-the-fact", { n: token, fact: factName(remembered.fact), share: amount(held.values[0]) });
  return inARow([left, end < 0 ? "" : t("walk-more.reach.let-go", { word: quoted(tokens[end]?.text) })]);
}

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {Strength[]} strengths
 */
function ofWholeStates({ cell, remembered, state }, token, strengths) {
  /** @param {Strength["kind"]} kind @param {string} [name] */
  const left = (kind, name) => strengths.filter((one) => one.kind === kind).map((one) => t("walk-more.reach.share", { name: name ?? one.of ?? one.name, share: amount(one.values[0]) }));
  const taught = [...left("state", t("walk-more.flow.state-of", { cell: cell.title, state })), ...left("other")];
  if (!taught.length) return [];
  const shares = oneByOne(taught);
  const whole = remembered
    ? t("walk-more.reach.of-the-state-there", { fact: factName(remembered.fact), shares })
    : t("walk-more.reach.of-the-state", { n: token, shares });
  const before = [...left("before"), ...left("untaught")];
  return [whole, before.length ? t("walk-more.reach.before", { shares: oneByOne(before) }) : ""];
}

/** What is left. @param {number} [share] */
export function amount(share = 0) {
  return share >= 0.001 || share === 0 ? number(share, 3) : powerOfTen(share, 1);
}
