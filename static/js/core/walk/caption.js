// What happened at a token, in one or two sentences made from the numbers, and never more than they say.

import { number, quoted } from "../format.js";
import { isGate, nameAlone } from "../parts.js";
import { mean, weighted } from "../weighted.js";

/** @import { Naming } from "../parts.js" */
/** @import { Memory, Walk } from "../walk.js" */

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
 */
export function caption(walk, token, naming) {
  const memory = walk.remembered;
  const word = walk.tokens[token]?.text ?? "";
  if (!memory) return { word, text: walk.readsBothWays ? READS_BOTH_WAYS[walk.direction] : HOLDS_NO_FACT };
  const sentences = walk.belt ? [belief(walk, token), onTheBelt(walk, memory, token, naming)] : [belief(walk, token), rewritten(walk, token)];
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
  if (walk.answers.every((answer) => !answer)) return `Nothing here answers ${quoted(`${walk.remembered?.question} ___`, 60)}`;
  if (!now) return `It does not know the answer now (likeliest is ${quoted(best.word)}, ${number(best.p)}).`;
  const sure = `${quoted(now)}, ${number(best.p)}`;
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
 * @param {Memory} memory
 * @param {number} token
 * @param {Naming} naming
 */
function onTheBelt(walk, memory, token, naming) {
  const lanes = memory.units.map((unit) => walk.lane(token, unit));
  const keeps = lanes.map(({ keep }) => keep);
  const kept = mean(memory, (_, n) => keeps[n] ?? 0);
  const shut = keeps.filter((keep) => keep < SHUT).length;
  const units = `${memory.units.length} units that hold the ${memory.fact}`;
  const stays = walk.belt?.keeps.text ?? "";
  const put = mean(memory, (_, n) => Math.abs(lanes[n]?.put ?? 0));
  const tap = walk.cell.equations.find(({ name }) => name === walk.belt?.shows);
  const shows = tap ? weighted(walk.signal(tap.name), token, memory) : 0;
  const shown = tap && shows > OPEN ? ` The ${nameAlone(tap, naming)} is open (${number(shows)}): the memory is shown.` : "";
  if (token === 0 && lanes.every(({ before }) => before === 0)) {
    return `Nothing was on the belt before. New values are put onto the ${units}: on average ${number(put)} from zero.${shown}`;
  }
  if (kept < SHUT) {
    const again = answersAlike(walk, token) ? "; the answer is the same, written once more" : "";
    return `${shut} of the ${units} let go of their old values: on average ${number(100 * kept, 0)} % is kept, and ${put > LITTLE ? `a new value of size ${number(put)}` : "nothing new"} is put on${again}.${shown}`;
  }
  const added = put > LITTLE ? ` New values are added to them, of size ${number(put)}.` : "";
  if (kept > OPEN) return `The ${units} keep their values: on average ${stays} is ${number(kept)}.${added}${shown}`;
  return `The ${units} keep a part of their values: on average ${stays} is ${number(kept)}.${added}${shown}`;
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
