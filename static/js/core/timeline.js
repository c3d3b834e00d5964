// Where one is in a walk: at a token, and within it at a part of the step.

/**
 * @typedef {{name: string, title: string}} Part
 * @typedef {{token: number, part: number}} Place
 * @typedef {{tokens: number, parts: Part[]}} Walked what there is to be walked
 */

const [READ, FORGET, WRITE, SHOW] = [
  { name: "read", title: "read the word" },
  { name: "forget", title: "forget" },
  { name: "write", title: "write" },
  { name: "show", title: "show" },
];

/**
 * The parts of a step, in the order in which they happen.
 * @param {import("./walk.js").Cell} cell
 * @returns {Part[]}
 */
export function partsOf({ belt }) {
  return belt?.shows ? [READ, FORGET, WRITE, SHOW] : [READ, FORGET, WRITE];
}

/**
 * @param {Place} place
 * @param {Walked} walked
 * @returns {Place} the same, within the walk
 */
export function clamp({ token, part }, { tokens, parts }) {
  const last = parts.length - 1;
  if (!Number.isFinite(token) || token < 0) return { token: 0, part: 0 };
  if (token >= tokens) return { token: tokens - 1, part: last };
  return { token: Math.trunc(token), part: Math.min(last, Math.max(0, part === Infinity ? last : Math.trunc(part) || 0)) };
}

/**
 * @param {Place} place
 * @param {{parts: Part[]}} walked
 * @returns {number} its number among all parts of all steps
 */
export function numbered({ token, part }, { parts }) {
  return token * parts.length + part;
}

/**
 * @param {number} number
 * @param {Walked} walked
 */
export function placed(number, walked) {
  const count = walked.parts.length;
  return clamp({ token: Math.floor(number / count), part: ((number % count) + count) % count }, walked);
}

/**
 * To the end of the next token, or of the one before.
 * @param {Place} place
 * @param {number} by tokens
 * @param {Walked} walked
 */
export function moveToken(place, by, walked) {
  return clamp({ token: Math.max(0, place.token + by), part: Infinity }, walked);
}

/**
 * @param {Place} place
 * @param {Walked} walked
 */
export function atEnd({ token, part }, { tokens, parts }) {
  return token >= tokens - 1 && part >= parts.length - 1;
}
