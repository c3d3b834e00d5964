// What is said at each stage of an update in slow motion. All its texts stand here.

import { shareOf } from "./slowly.js";
import { count, percent } from "./words.js";

/** @import { Moved, Slow, Stage } from "./slowly.js" */

/** @type {{stage: Stage, title: string}[]} */
export const STAGES = [
  { stage: "read", title: "Read the sequence" },
  { stage: "compare", title: "Compare the answer" },
  { stage: "back", title: "Go back through time" },
  { stage: "move", title: "Move the weights" },
  { stage: "again", title: "Answer again" },
];

const ALIKE = 1.5; // times; what differs by less is about as large
const MINUS = /^-/;

export const MOTION = {
  begin: "Slow down the next update",
  another: "Slow down another update",
  play: "Play",
  pause: "Pause",
  none: "An update takes milliseconds. Press the button, and walk through the next one at your own pace.",
  title: (/** @type {number} */ update) => `Update ${count(update + 1)}`,
  read: (/** @type {string} */ word) => `It reads “${word}” and changes its memory.`,
  compareClass: (/** @type {string} */ right, /** @type {number} */ p, /** @type {number} */ loss) =>
    `“${right}” is right. The network gives it ${percent(p)}. The loss is −ln ${p.toPrecision(2)} = ${loss.toFixed(2)}: the less it gives, the larger.`,
  compareNumber: (/** @type {string} */ right, /** @type {number} */ said, /** @type {number} */ loss) =>
    `${right} is right. The network says ${signed(said)}. The loss is half the square of the difference: ${small(loss)}.`,
  here: (/** @type {string} */ word, /** @type {number} */ size) =>
    `The gradient at “${word}”, where the answer is due: ${small(size)}. It says how the loss would change with the memory here.`,
  zero: (/** @type {string} */ word) => `The gradient at “${word}” is 0. Whatever was read here, the update learns nothing from it.`,
  smaller: (/** @type {string} */ word, /** @type {number} */ size, /** @type {string} */ times) =>
    `The gradient at “${word}”: ${small(size)}, ${times} times smaller than at the answer.`,
  larger: (/** @type {string} */ word, /** @type {number} */ size, /** @type {string} */ times) =>
    `The gradient at “${word}”: ${small(size)}, ${times} times larger than at the answer.`,
  alike: (/** @type {string} */ word, /** @type {number} */ size) =>
    `The gradient at “${word}”: ${small(size)}, about as large as at the answer.`,
  left: (/** @type {string} */ title, /** @type {number} */ share) => `${title}: at the first step ${small(share)} times that at the answer`,
  first: "Every weight moves against its gradient, added up over the whole batch. In the very first update Adam moves almost all of them by the learning rate.",
  move: (/** @type {string} */ symbol, /** @type {string} */ name) =>
    `Every weight moves against its gradient, added up over the whole batch. The numbers of ${symbol} (${name}) move farthest.`,
  better: (/** @type {string} */ right, /** @type {number} */ before, /** @type {number} */ after) =>
    `The same sequence again: “${right}” gets ${fine(after)} now, ${fine(before)} before.`,
  worse: (/** @type {string} */ right, /** @type {number} */ before, /** @type {number} */ after) =>
    `The same sequence again: “${right}” gets ${fine(after)} now, ${fine(before)} before. The step was made for the whole batch, not for this sequence alone.`,
  number: (/** @type {string} */ right, /** @type {number} */ before, /** @type {number} */ after) =>
    `The same sequence again: it says ${signed(after)} now, ${signed(before)} before. ${right} is right.`,
};

/** @param {number} share with so many decimals that a single update can be seen */
export const fine = (share) => `${(100 * share).toFixed(1)} %`;

/** @param {number} value */
const signed = (value) => value.toFixed(3).replace(MINUS, "−");

/** Two digits, or a power of ten. @param {number} value */
export function small(value) {
  if (value === 0 || (value >= 1e-3 && value < 1e4)) return String(Number(value.toPrecision(2)));
  return value.toExponential(1).replace("e-", "e−").replace("e+", "e");
}

/** Two digits. @param {number} factor */
const times = (factor) => (factor < 1e6 ? Number(factor.toPrecision(2)).toLocaleString("en", { maximumFractionDigits: 1 }) : small(factor));

/** What is to be seen at a frame. @param {Slow} slow @param {number} n */
export function motionInWords(slow, n) {
  const { told, watched, answers, moved, frames } = slow;
  const { stage, at } = frames[n] ?? { stage: "read", at: 0 };
  const [answer, isNumber] = [answers[0] ?? { text: "", before: 0, after: 0 }, answers.length === 1];
  const { text, before, after } = answer;
  if (stage === "read") return MOTION.read(watched.words[at] ?? "");
  if (stage === "compare") return (isNumber ? MOTION.compareNumber : MOTION.compareClass)(text, before, told.answer.loss);
  if (stage === "back") return backInWords(slow, at);
  if (stage === "move") return told.update === 0 ? MOTION.first : farthestInWords(moved);
  return isNumber ? MOTION.number(text, before, after) : (after < before ? MOTION.worse : MOTION.better)(text, before, after);
}

/** @param {Slow} slow @param {number} at */
function backInWords({ watched, sizes }, at) {
  const [word, size, share] = [watched.words[at] ?? "", sizes[at] ?? 0, shareOf(sizes, at)];
  if (at === sizes.length - 1) return MOTION.here(word, size);
  if (size === 0) return MOTION.zero(word);
  if (share < 1 / ALIKE) return MOTION.smaller(word, size, times(1 / share));
  return share > ALIKE ? MOTION.larger(word, size, times(share)) : MOTION.alike(word, size);
}

/** @param {Moved[]} moved the first moves farthest */
function farthestInWords([first]) {
  return MOTION.move(first?.symbol ?? "", first?.name ?? "");
}
