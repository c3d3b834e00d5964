// Products of whole tables of rows, as the readouts need them.

/** @import { Room } from "./room.js" */

/**
 * to = a times m, with a bias in every row: ``(rows, inner)`` by ``(inner, columns)``.
 * @param {Room} room
 * @param {number} to
 * @param {number} a
 * @param {number} m
 * @param {[rows: number, inner: number, columns: number]} shape
 * @param {number} [bias] the place of ``columns`` numbers
 */
export function rowsTimes(room, to, a, m, [rows, inner, columns], bias = 0) {
  const { matmul } = room.kernels;
  if (bias) matmul(to, 4 * columns, room.ones(rows), 4, 4, bias, 4 * columns, rows, 1, columns, 0);
  matmul(to, 4 * columns, a, 4 * inner, 4, m, 4 * columns, rows, inner, columns, bias ? 1 : 0);
}

/**
 * Adds up over rows: ``(rows, columns)`` turned round, by ``(rows, inner)``.
 * @param {Room} room
 * @param {number} to ``(columns, inner)``
 * @param {number} d
 * @param {number} a
 * @param {[rows: number, columns: number, inner: number]} shape
 * @param {number} [step] from one row of ``d`` to the next, in numbers
 */
export function addProducts(room, to, d, a, [rows, columns, inner], step = columns) {
  room.kernels.matmul(to, 4 * inner, d, 4, 4 * step, a, 4 * inner, columns, rows, inner, 1);
}

/**
 * Adds up all rows.
 * @param {Room} room
 * @param {number} to
 * @param {number} from ``(rows, columns)``
 * @param {number} rows
 * @param {number} columns
 */
export function addRows(room, to, from, rows, columns) {
  room.kernels.matmul(to, 4 * columns, room.ones(rows), 4, 4, from, 4 * columns, 1, rows, columns, 1);
}

/**
 * A matrix (rows, columns) turned round.
 * @param {Room} room
 * @param {number} to
 * @param {number} from
 * @param {number} rows
 * @param {number} columns
 */
export function turnRound(room, to, from, rows, columns) {
  const [source, into] = [room.at(from, rows * columns), room.at(to, rows * columns)];
  for (let row = 0; row < rows; row++) for (let k = 0; k < columns; k++) into[k * rows + row] = source[row * columns + k] ?? 0;
}
