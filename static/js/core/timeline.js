// Where one is in a walk: at a token, and within it at a part of the step.

/**
 * @typedef {{name: string, title: string}} Part
 * @typedef {{token: number, part: number}} Place
 */

/** @type {Part[]} The parts of a step of a cell with a belt, in the order in which they happen. */
export const PARTS = [
  { name: "read", title: "read the word" },
  { name: "forget", title: "forget" },
  { name: "write", title: "write" },
  { name: "show", title: "show" },
];

export const LAST = PARTS.length - 1;

/**
 * @param {Place} place
 * @param {number} tokens
 * @returns {Place} the same, within the walk
 */
export function clamp({ token, part }, tokens) {
  if (!Number.isFinite(token) || token < 0) return { token: 0, part: 0 };
  if (token >= tokens) return { token: tokens - 1, part: LAST };
  return { token: Math.trunc(token), part: Math.min(LAST, Math.max(0, Math.trunc(part) || 0)) };
}

/**
 * @param {Place} place
 * @param {number} by parts, forward or back
 * @param {number} tokens
 */
export function move(place, by, tokens) {
  const at = place.token * PARTS.length + place.part + by;
  return clamp({ token: Math.floor(at / PARTS.length), part: ((at % PARTS.length) + PARTS.length) % PARTS.length }, tokens);
}

/**
 * To the end of the next token, or of the one before.
 * @param {Place} place
 * @param {number} by tokens
 * @param {number} tokens
 */
export function moveToken(place, by, tokens) {
  return clamp({ token: Math.max(0, place.token + by), part: LAST }, tokens);
}

/**
 * @param {Place} place
 * @param {number} tokens
 */
export function atEnd({ token, part }, tokens) {
  return token >= tokens - 1 && part >= LAST;
}
