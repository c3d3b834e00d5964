// What became of the values on the lanes at a token, in sentences made from their numbers.

import { listed, number, percent, quoted, SEEN } from "../format.js";
import { mean, sum } from "../mean.js";
import { nameAlone } from "../parts.js";
import { t } from "../texts.js";
import { holdersOf } from "./holders.js";

/** @import { Naming } from "../parts.js" */
/** @import { Lane, Walk } from "../walk.js" */

const [SHUT, OPEN] = [0.35, 0.65]; // a gate below is called shut, one above open
const LITTLE = 0.05; // what lies on a lane, or is added to it, and is smaller need not be spoken of
const ALIKE = 0.5; // of what was there, if as much is there again, it is written again; if as much is added, that decides
const NAMED = 3; // units that are named where many hold the same

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {number[]} units those that have a lane: of them it speaks, and of others only where they hold the answer
 * @param {Naming} naming
 */
export function carried(walk, token, units, naming) {
  return [...moved(walk, token, units), showing(walk, token, units, naming)];
}

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {number[]} shown
 */
function moved(walk, token, shown) {
  const lanes = shown.map((unit) => walk.lane(token, unit));
  const n = lanes.length;
  const loaded = lanes.filter(({ before }) => Math.abs(before) >= LITTLE);
  if (lanes.every(({ before }) => before === 0) && token === 0) return onAnEmptyBelt(lanes);
  if (!loaded.length) return [t("walk.caption.nothing-to-forget", { n }), added(lanes)];
  const kept = mean(loaded.map(({ keep }) => keep));
  if (kept >= SHUT) {
    const isPutOnTop = meanPut(lanes) > LITTLE;
    const isAsLarge = meanPut(loaded) >= ALIKE * mean(loaded.map((lane) => Math.abs(lane.kept)));
    const rides = t(kept > OPEN ? "walk.caption.rides" : "walk.caption.rides-in-part", { n: loaded.length, stays: percent(kept) });
    return [rides, isPutOnTop ? added(lanes) : "", isAsLarge && kept > OPEN && turnsAround(walk, token) ? t("walk.caption.follows-new") : ""];
  }
  const shut = loaded.filter(({ keep }) => keep < SHUT);
  const stays = percent(mean(shut.map(({ keep }) => keep)));
  const released = shut.length === n ? t("walk.caption.all-let-go", { n, stays }) : t("walk.caption.some-let-go", { n: shut.length, all: n, stays });
  return [released, added(lanes), answersAlike(walk, token) ? whyAlike(walk, token, shut, shown) : ""];
}

/** @param {Lane[]} lanes */
function onAnEmptyBelt(lanes) {
  const put = meanPut(lanes);
  return put > LITTLE ? [t("walk.caption.empty", { n: lanes.length, size: number(put) })] : [t("walk.caption.empty-still"), added(lanes)];
}

/** What is added, if it is enough to be spoken of. @param {Lane[]} lanes */
function added(lanes) {
  const [all, put] = [lanes.length, meanPut(lanes)];
  if (put > LITTLE) return t("walk.caption.put", { n: all, size: number(put) });
  const some = lanes.filter((lane) => Math.abs(lane.put) > LITTLE);
  if (some.length) return t("walk.caption.put-on-some", { n: some.length, all, size: number(meanPut(some)) });
  return t(lanes.some((lane) => Math.abs(lane.put) >= SEEN) ? "walk.caption.little-put" : "walk.caption.nothing-put");
}

/**
 * Why the answer stays although lanes let go: it is written again, other units hold it, or what is left is enough.
 * @param {Walk} walk
 * @param {number} token
 * @param {Lane[]} shut
 * @param {number[]} shown of others that hold it, those that have a lane are named first
 */
function whyAlike(walk, token, shut, shown) {
  const again = sum(shut.map(({ before, put }) => before * put)) / sum(shut.map(({ before }) => before * before));
  if (again >= ALIKE) return t("walk.caption.again");
  const { origin, units } = holdersOf(walk, token);
  if (!units.length) return t("walk.caption.enough-left");
  const named = [...shown.filter((unit) => units.includes(unit)), ...units.filter((unit) => !shown.includes(unit))].slice(0, NAMED);
  const slots = { n: units.length, units: listed(named.map(String)), word: quoted(walk.tokens[origin]?.text) };
  return t(units.length > NAMED ? "walk.caption.held-by-many" : "walk.caption.held-by", slots);
}

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {number[]} units
 * @param {Naming} naming
 */
function showing(walk, token, units, naming) {
  const { cell, belt } = walk;
  const tap = cell.equations.find(({ name }) => name === belt?.shows);
  const open = mean(units.map((unit) => walk.lane(token, unit).gate ?? 0));
  return tap && open > OPEN ? t("walk.caption.shown", { gate: nameAlone(tap, naming), percent: percent(open) }) : "";
}

/** @param {Walk} walk @param {number} token */
function answersAlike({ answers }, token) {
  return Boolean(answers[token]) && answers[token] === answers[token - 1];
}

/** @param {Walk} walk @param {number} token */
function turnsAround({ answers }, token) {
  return Boolean(answers[token]) && Boolean(answers[token - 1]) && answers[token] !== answers[token - 1];
}

/** @param {Lane[]} lanes */
function meanPut(lanes) {
  return mean(lanes.map(({ put }) => Math.abs(put)));
}
