// All learned numbers of a network, one after the other, and what they are before anything is learned.

import { generator } from "./random.js";

const FIRST_SCALE = 4; // of a tied readout; learned from there

/** @import { Weights } from "./strand.js" */
/** @import { Room } from "./room.js" */
/**
 * @typedef {{name: string, shape: number[], start: "matrix" | "zero" | "scale" | "keeps" | "writes"}} Parameter as the app tells of it
 */
/** @typedef {{span: number, forget: number | null}} Open ``span``: tokens that a gate's unit is open for, at most; or all gates
 *   that keep have the bias ``forget``, and those that write 0 */

/** @param {number[]} shape */
export const sizeOf = (shape) => shape.reduce((all, one) => all * one, 1);

/**
 * Room for the numbers of all parameters, in their order, and the place of each.
 * @param {Room} room
 * @param {Parameter[]} parameters
 * @returns {{place: number, count: number, of: Weights}}
 */
export function laidOut(room, parameters) {
  const count = parameters.reduce((all, { shape }) => all + sizeOf(shape), 0);
  const place = room.take(count);
  let next = place;
  const of = Object.fromEntries(parameters.map(({ name, shape }) => {
    const here = next;
    next += 4 * sizeOf(shape);
    return [name, { place: here, shape }];
  }));
  return { place, count, of };
}

/**
 * Matrices are uniform by their fan-in. Gates that keep a state start open, each unit for a span of its own, and those that
 * write into it as closed as these are open: as model/engine/initial.py, from another generator.
 * @param {Parameter[]} parameters
 * @param {number} seed
 * @param {Open} open
 * @returns {Float32Array}
 */
export function startOf(parameters, seed, { span, forget }) {
  const random = generator(seed);
  /** @type {Map<string, number[]>} of each layer and direction */
  const spans = new Map();
  const values = parameters.flatMap(({ name, shape, start }) => {
    const count = sizeOf(shape);
    if (start === "matrix") {
      const reach = 1 / Math.sqrt(shape[1] ?? 1);
      return Array.from({ length: count }, () => reach * (2 * random() - 1));
    }
    if (start === "zero" || start === "scale") return Array(count).fill(start === "scale" ? FIRST_SCALE : 0);
    if (forget !== null) return Array(count).fill(start === "keeps" ? forget : 0);
    const layer = name.slice(0, name.lastIndexOf("."));
    const drawn = spans.get(layer) ?? Array.from({ length: count }, () => random() * Math.log(span));
    spans.set(layer, drawn);
    return drawn.map((one) => (start === "keeps" ? one : -one));
  });
  return Float32Array.from(values);
}
