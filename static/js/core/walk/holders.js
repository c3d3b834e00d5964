// Which units hold an answer at a token: those that moved where it was first given, and have kept what they got there.

/** @import { Walk } from "../walk.js" */

const MOVED = 0.5; // at least, at the word that brought the answer
const KEPT = 0.75; // of what a unit got there, if as much is left, it holds it

/** The first token of those, up to this one, after which it has answered the same. @param {Walk} walk @param {number} token */
export function firstWith({ answers }, token) {
  let first = token;
  while (first > 0 && answers[first - 1] === answers[token]) first--;
  return first;
}

/**
 * The answer of a token was given first at ``origin``, and at every word from there to it.
 * @param {Walk} walk
 * @param {number} token
 * @returns {{origin: number, units: number[]}} those that hold most first
 */
export function holdersOf(walk, token) {
  const origin = firstWith(walk, token);
  const state = walk.signal(walk.state);
  /** @param {number} unit */
  const holds = (unit) => {
    const [before, written, now] = [origin - 1, origin, token].map((at) => state.at(at, unit));
    const isWritten = Math.abs((written ?? 0) - (before ?? 0)) >= MOVED;
    const share = (now ?? 0) / (written || 1);
    return isWritten && written !== 0 && share >= KEPT && share <= 1 / KEPT && Math.abs(walk.lane(token, unit).kept) >= KEPT * Math.abs(written ?? 0);
  };
  const size = (/** @type {number} */ unit) => Math.abs(state.at(token, unit));
  const units = Array.from({ length: walk.units }, (_, unit) => unit).filter(holds);
  return { origin, units: units.sort((a, b) => size(b) - size(a)) };
}
