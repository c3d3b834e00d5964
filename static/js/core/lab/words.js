// What is said of a run while it learns and when it has ended.

import { count, listed, number, percent, powerOfTen } from "../format.js";
import { t } from "../texts.js";

/** @import { Recipe } from "./lesson.js" */
/**
 * @typedef {{pass: string, step: number, layer: number, signal: string} | true} Broken
 * @typedef {{ended: "solved" | "done" | "paused" | "broken" | "gone", update: number, broken?: Broken}} Ended
 * @typedef {{update: number, budget: number, share: number | null, seconds: number, ended: Ended | null, isLearning: boolean}} Standing
 */

/** Of nearly all it is seen that they are not all. @param {number} share */
export const shareInWords = (share) => percent(share, share > 0.99 && share < 1 ? 1 : 0);

/** @param {Standing} standing */
export function standingInWords({ update: n, budget, seconds, ended, isLearning }) {
  if (isLearning) return t("lab.standing.learning", { update: n, budget });
  if (!ended) return t("lab.standing.ready");
  if (ended.ended === "broken") return brokenInWords(ended);
  if (ended.ended === "gone") return t("lab.standing.gone", { n });
  if (ended.ended === "solved") return t("lab.standing.solved", { n, seconds: number(seconds, 1) });
  return ended.ended === "done" ? t("lab.standing.done", { n }) : t("lab.standing.paused", { n });
}

/** @param {Ended} ended */
export function brokenInWords({ update: before, broken }) {
  const update = before + 1;
  if (!broken || broken === true) return t("lab.standing.broken", { update });
  const [step, { signal }] = [broken.step + 1, broken];
  return broken.pass === "forward"
    ? t("lab.standing.broken-forward", { update, step, signal })
    : t("lab.standing.broken-backward", { update, step, signal });
}

/**
 * How far off its numbers are, beside simple rules.
 * @param {number} off the mean square, in deviations
 * @param {Record<string, number>} rules
 */
export function besideRules(off, rules) {
  const compared = Object.entries(rules).map(([name, one]) => t(`lab.rules.${name}`, { error: significant(one) }));
  if (!compared.length) return "";
  const all = [t("lab.rules.network", { error: significant(off) }), ...compared];
  return t("lab.rules", { list: listed(all) });
}

const MOST_DECIMALS = 20;

/** Two digits that say something, and all before the point. @param {number} value */
export function significant(value) {
  const power = value ? Math.floor(Math.log10(Math.abs(value))) : 0;
  return number(value, Math.max(0, Math.min(MOST_DECIMALS, 1 - power)));
}

/** Two digits, or a power of ten. @param {number} value */
export function small(value) {
  if (value === 0 || (value >= 1e-3 && value < 1e4)) return count(Number(value.toPrecision(2)));
  return powerOfTen(value, 1);
}

/** @param {Recipe} recipe */
export function goalInWords({ until, by, on }) {
  if (until > 1) return "";
  const share = shareInWords(until);
  if (on === "beyond") return t("lab.goal.beyond", { share });
  if (on === "invented") return t("lab.goal.invented", { share });
  return by === "sequences" ? t("lab.goal.sequences", { share }) : t("lab.goal.answers", { share });
}
