// A series of numbers: what came, what the network foretold of it, and what simple rules would have said.

import { t } from "../texts.js";
import { linearScale } from "./chart.js";

/** @import { Line } from "./chart.js" */
/** @import { Made } from "./lesson.js" */
/** @import { Watched } from "./watched.js" */
/** @typedef {{backs?: Record<string, number>, mean?: number, deviation?: number, logarithm?: boolean}} Scaled ``backs``: how many
 *   steps each rule looks back; the others: how its numbers were made small, if they were */

/** Whether it says what comes next of one number. @param {Pick<Made, "says" | "more">} made */
export const foretells = ({ says, more }) => says === "numbers" && Boolean(more.backs);

/** As it was before it was made small. @param {Scaled} scaled @returns {(value: number) => number} */
const inItsOwn = ({ mean = 0, deviation = 1, logarithm = false }) => (value) => {
  const taken = mean + deviation * value;
  return logarithm ? Math.exp(taken) : taken;
};

/**
 * @param {Watched} watched
 * @param {Float32Array} answer what is said after each step
 * @param {Scaled} scaled
 * @param {number} tone of the network
 * @returns {Line[]} what comes later stands over what comes before
 */
export function seriesOf({ one: { sequence } }, answer, scaled, tone) {
  const own = inItsOwn(scaled);
  const came = sequence.map((one) => own([one].flat()[0] ?? 0));
  const later = (/** @type {(step: number) => number} */ said, /** @type {number} */ back) => (
    came.slice(back).map((_, n) => /** @type {[number, number]} */ ([n + back, said(n + back)]))
  );
  const rules = Object.entries(scaled.backs ?? {}).map(([name, back], n) => /** @type {Line} */ (
    { points: later((step) => came[step - back] ?? 0, back), name: t(`lab.series.${name}`), kind: n ? "rule-2" : "rule-1", tone: 0 }
  ));
  return [
    ...rules,
    { points: came.map((value, step) => [step, value]), name: t("lab.series.came"), kind: "came", tone: 0 },
    { points: later((step) => own(answer[step - 1] ?? 0), 1), name: t("lab.series.said"), kind: "loss", tone },
  ];
}

/** What all of them have room in. @param {Line[]} lines */
export function scaleOf(lines) {
  const points = lines.flatMap(({ points }) => points);
  const values = lines.filter(({ kind }) => kind === "came").flatMap(({ points }) => points.map(([, value]) => value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) / 10 || 1;
  return linearScale(Math.max(...points.map(([step]) => step)), [low - room, high + room]);
}
