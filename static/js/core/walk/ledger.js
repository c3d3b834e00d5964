// Who wrote what is in the memory now: for each token, how much of what each earlier one put there is left.

import { percent, quoted } from "../format.js";
import { numbers } from "../grid.js";
import { t } from "../texts.js";

/** @import { Packed } from "../grid.js" */
/** @import { Walk } from "../walk.js" */

const NAMED = 8; // words with a share of their own; the others share one

/**
 * @typedef {{state: string, units: number[], shares: Packed, kept: Packed | null}} Shares
 * @typedef {{origin: number | null, amounts: number[]}} Share of a word, or of all others; one amount for each token
 */

/**
 * The mean size, over some units, of what each word's part of the state is at each token.
 * @param {Shares} ledger
 * @param {number[]} weights of the units
 * @returns {Share[]} the words in their order, the others last
 */
export function shares({ shares: packed, units }, weights) {
  const parts = numbers(packed); // [tokens][origins][units]
  const tokens = packed.shape[0] ?? 0;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  /** @param {number} token @param {number} origin */
  const amount = (token, origin) => {
    const from = (token * tokens + origin) * units.length;
    return units.reduce((sum, _, n) => sum + (weights[n] ?? 0) * Math.abs(parts[from + n] ?? 0), 0) / total;
  };
  const all = Array.from({ length: tokens }, (_, origin) => ({
    origin,
    amounts: Array.from({ length: tokens }, (_, token) => amount(token, origin)),
  }));
  const bySize = [...all].sort((a, b) => Math.max(...b.amounts) - Math.max(...a.amounts));
  const named = new Set(bySize.slice(0, NAMED));
  const others = all.filter((one) => !named.has(one));
  /** @type {Share[]} */
  const shown = all.filter((one) => named.has(one));
  if (!others.length) return shown;
  return [...shown, { origin: null, amounts: Array.from({ length: tokens }, (_, token) => others.reduce((sum, { amounts }) => sum + (amounts[token] ?? 0), 0)) }];
}

/**
 * Whose share is the largest where the walk leads.
 * @param {Walk} walk
 * @param {Share[]} all
 */
export function ledgerInWords({ tokens, destination }, all) {
  const whole = all.reduce((sum, { amounts }) => sum + (amounts[destination] ?? 0), 0);
  const most = [...all].sort((a, b) => (b.amounts[destination] ?? 0) - (a.amounts[destination] ?? 0))[0];
  if (!most || typeof most.origin !== "number" || !whole) return "";
  const share = (most.amounts[destination] ?? 0) / whole;
  const [word, origin] = [destination, most.origin].map((token) => quoted(tokens[token]?.text));
  return t("walk-more.ledger.most", { word: word ?? "", percent: percent(share), origin: origin ?? "", place: most.origin + 1 });
}

/** Why there is none, where there is none. @param {Walk} walk */
export function noLedger(walk) {
  const made = walk.cell.equations.find(({ name }) => name === walk.state);
  return walk.belt ? "" : t("walk-more.ledger.none", { equation: made?.text ?? "" });
}
