// What happened at a token, in one or two sentences made from the numbers, and never more than they say.

import { number, percent, quoted } from "../format.js";
import { isGate, nameAlone } from "../parts.js";

/** @import { Naming } from "../parts.js" */
/** @import { Lane, Walk } from "../walk.js" */

const [SHUT, OPEN] = [0.35, 0.65]; // a gate below is called shut, one above open
const READS_BOTH_WAYS = {
  forward: "This is the half that reads from left to right: at this word it knows only what stands before. The other half comes from the right.",
  backward: "This is the half that reads from right to left: at this word it knows only what stands behind. What fills a blank follows from both halves.",
};
const HOLDS_NO_FACT = "Which of its units hold a fact is not known: nobody has looked for them in this network.";
const LITTLE = 0.05; // what is put on and is smaller need not be spoken of

/**
 * @param {Walk} walk
 * @param {number} token
 * @param {Naming} naming
 * @param {number[]} units those that have a lane: of them it speaks
 */
export function caption(walk, token, naming, units) {
  const word = walk.tokens[token]?.text ?? "";
  if (!walk.remembered) return { word, text: walk.readsBothWays ? READS_BOTH_WAYS[walk.direction] : HOLDS_NO_FACT };
  const sentences = walk.belt ? [belief(walk, token), onTheBelt(walk, units, token, naming)] : [belief(walk, token), rewritten(walk, token)];
  return { word, text: sentences.filter(Boolean).join(" ") };
}

/**
 * @param {Walk} walk
 * @param {number} token
 */
function belief(walk, token) {
  const best = walk.remembered?.belief?.[token]?.[0];
  if (!best) return "";
  const [now, before] = [walk.answers[token], walk.answers[token - 1]];
  if (walk.answers.every((answer) => !answer)) return `Nothing here answers ${quoted(`${walk.remembered?.question} ___`, 60)}.`;
  if (!now) return `It does not know the answer now (likeliest is ${quoted(best.word)}, ${percent(best.p)}).`;
  const sure = `${quoted(now)}, ${percent(best.p)}`;
  if (!before) return `Asked now, it would answer ${sure}.`;
  return now === before ? `It still answers ${sure}.` : `It changes its answer from ${quoted(before)} to ${sure}.`;
}

/**
 * @param {Walk} walk
 * @param {number} token
 */
function answersAlike({ answers }, token) {
  return Boolean(answers[token]) && answers[token] === answers[token - 1];
}

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {number} token
 * @param {Naming} naming
 */
function onTheBelt(walk, units, token, naming) {
  const lanes = units.map((unit) => walk.lane(token, unit));
  const [kept, put] = [mean(lanes.map(({ keep }) => keep)), mean(lanes.map((lane) => Math.abs(lane.put)))];
  const shut = lanes.filter(({ keep }) => keep < SHUT).length;
  const these = lanes.length > 1 ? `these ${lanes.length} lanes` : "this lane";
  const size = `${number(put)} from zero${lanes.length > 1 ? " on average" : ""}`;
  const shown = showing(walk, lanes, naming);
  if (token === 0 && lanes.every(({ before }) => before === 0)) {
    return `Nothing was on the belt before. New values are put onto ${these}, ${size}.${shown}`;
  }
  if (kept < SHUT) {
    const again = answersAlike(walk, token) ? "; the answer is the same, written once more" : "";
    const added = put > LITTLE ? `new values are put on, ${size}` : "nothing new is put on";
    return `${shut === lanes.length ? "All" : shut} of ${these} let go of their old values: on average ${percent(kept)} stays, and ${added}${again}.${shown}`;
  }
  const added = put > LITTLE ? ` New values are added, ${size}.` : "";
  const keeps = kept > OPEN ? "The old values ride on" : "A part of the old values rides on";
  return `${keeps}: in ${these} on average ${percent(kept)} stays.${added}${shown}`;
}

/**
 * @param {Walk} walk
 * @param {Lane[]} lanes
 * @param {Naming} naming
 */
function showing({ cell, belt }, lanes, naming) {
  const tap = cell.equations.find(({ name }) => name === belt?.shows);
  const open = mean(lanes.map(({ gate }) => gate ?? 0));
  return tap && open > OPEN ? ` The ${nameAlone(tap, naming)} is open, ${percent(open)}: the memory is shown.` : "";
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * @param {Walk} walk
 * @param {number} token
 */
function rewritten(walk, token) {
  const state = walk.signal(walk.state);
  let [moved, size] = [0, 0];
  for (let unit = 0; unit < walk.units; unit++) {
    moved += Math.abs(state.at(token, unit) - state.at(token - 1, unit));
    size += Math.abs(state.at(token, unit));
  }
  return `${walk.cell.equations.some(isGate) ? "Nothing rides apart" : "There is no gate"}: all ${walk.units} values are made anew, and moved by ${number(moved / walk.units)} on average (their mean size is ${number(size / walk.units)}).`;
}
