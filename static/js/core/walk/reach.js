// How far back an answer reaches, in words: what is left of its gradient at the first word.

import { lettingGo } from "./flow.js";
import { number, quoted } from "../format.js";

/** @import { Walk } from "../walk.js" */

/**
 * @typedef {{name: string, values: number[], kind: "state" | "held" | "word" | "gates" | "other" | "before" | "untaught"}} Strength
 *   at each token up to that of the answer, as a share of what it is there; ``before``: of the same network before it learned
 *   anything; ``other``: of another one, and ``untaught``: of that before it learned anything
 */

/**
 * @param {Walk} walk
 * @param {{token: number, word: string, blank: boolean}} answer ``token``: after which it is said
 * @param {Strength[]} strengths
 */
export function reachInWords(walk, { token, word, blank }, strengths) {
  const after = quoted(walk.tokens[token]?.text);
  const where = walk.readsBothWays ? `in place of ${after}` : blank ? `for the blank, said at ${after}` : `said after ${after}`;
  const parts = walk.readsBothWays ? ["It hangs on the words before and behind it."] : [ofTheFact(walk, token, strengths), ofWholeStates(walk, token, strengths)];
  return [`The answer followed: ${quoted(word)}, ${where}.`, ...parts].filter(Boolean).join(" ");
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
  const why = end < 0 ? "" : ` At ${quoted(tokens[end]?.text)} the gates let go, so what stood before it hardly counts.`;
  return `At the first word, ${token} words back, the units that hold the ${remembered.fact} have ${amount(held)} of their gradient left.${why}`;
}

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {Strength[]} strengths
 */
function ofWholeStates({ cell, remembered, state }, token, strengths) {
  /** @param {Strength["kind"]} kind @param {string} [name] */
  const left = (kind, name) => strengths.filter((one) => one.kind === kind).map((one) => `${name ?? one.name.replace(", untaught", "")} ${amount(one)}`);
  const taught = [...left("state", `${cell.title} ${state}`), ...left("other")];
  if (!taught.length) return "";
  const what = remembered ? `Of the gradient of the whole state, which carries more than the ${remembered.fact}, this much is left there` : `Of the gradient of the whole state this much is left at the first word, ${token} words back`;
  const before = [...left("before"), ...left("untaught")];
  return `${what}: ${taught.join(", ")}.${before.length ? ` Before they had learned anything it was: ${before.join(", ")}.` : ""}`;
}

/** What is left at the first word. @param {Strength} strength */
function amount({ values: [share = 0] }) {
  return share >= 0.001 || share === 0 ? number(share, 3) : share.toExponential(1).replace("-", "−");
}
