// What is said of a place on the belt when one points at it: a sentence with the numbers of its lane.

import { inARow, number, percent, SEEN } from "../format.js";
import { t } from "../texts.js";
import { doorName, doorsOf, openness } from "./doors.js";

/** @import { Naming } from "../parts.js" */
/** @import { Direction, Walk } from "../walk.js" */
/** @import { Key } from "./stations.js" */

/** @typedef {{unit: number, key: Key, direction: Direction}} Pointed */

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {{unit: number, key: Key}} pointed
 * @param {Naming} naming
 */
export function pointed(walk, token, { unit, key }, naming) {
  const lane = walk.lane(token, unit);
  const slots = { unit, before: number(lane.before), kept: number(lane.kept), put: number(lane.put), after: number(lane.after), shown: number(lane.shown) };
  if (key === "old") return t("walk.pointed.old", slots);
  if (walk.asleep(token, unit)) return t("walk.pointed.asleep", slots);
  if (!walk.belt) return t("walk.pointed.made-anew", slots);
  const doors = doorsOf(walk).filter((one) => one.key === key);
  const names = doors.map((one) => ({ gate: doorName(one, walk, naming), percent: percent(openness(one, walk, token, unit)) }));
  const gate = names[0]?.gate ?? t("walk.pointed.gate");
  if (key === "keep" && Math.abs(lane.before) < SEEN) return t("walk.pointed.nothing-to-keep", { ...slots, gate });
  if (key === "keep") return t("walk.pointed.keep", { ...slots, gate, percent: percent(lane.keep) });
  if (key === "tap") return t("walk.pointed.tap", { ...slots, gate, percent: percent(lane.gate ?? 0) });
  if (key === "put") return inARow([...names.map((name) => t("walk.pointed.writes", name)), t("walk.pointed.put", slots)]);
  if (key === "shown" && isSqueezed(walk)) return t("walk.pointed.squeezed", { ...slots, squeezed: number(Math.tanh(lane.after)) });
  return t(`walk.pointed.${key}`, slots);
}

/** Whether what is shown has gone through tanh first. @param {Walk} walk */
function isSqueezed({ cell, state }) {
  return cell.equations.some(({ name, text }) => name === cell.output && text.includes(`tanh(${state})`));
}
