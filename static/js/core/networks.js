// A cell may have several networks: the textbook one, which shows best what gates do, one with more layers, one that has read more
// and understands what people type, and one that reads from both sides.

/** @import { Cell, Walk } from "./walk.js" */

/**
 * @param {Iterable<Cell>} cells
 * @param {string} name of a cell or of a network
 * @returns {Cell | undefined}
 */
export function holderOf(cells, name) {
  const all = [...cells];
  return all.find((cell) => cell.name === name) ?? all.find((cell) => networkOf(cell, name));
}

/** @param {Cell} cell @param {string} name */
export function networkOf({ networks = [] }, name) {
  return networks.find((network) => network.name === name) ?? null;
}

/** The one for what people type, if the cell has one. @param {Cell} cell */
export function forTyped({ networks = [] }) {
  return networks.find((network) => network.for_typed);
}

/**
 * Which network of a cell reads a sentence: what somebody has typed is read by the one that has read more, unless the textbook
 * one has been chosen.
 * @param {Cell} cell
 * @param {{isTyped: boolean, isTextbookChosen: boolean}} sentence
 * @returns {string} its name
 */
export function reading(cell, { isTyped, isTextbookChosen }) {
  return (isTyped && !isTextbookChosen && forTyped(cell)?.name) || cell.name;
}

/** What has read a walk is called. @param {Walk} walk */
export function titleOf({ cell, network }) {
  return network?.title ?? cell.title;
}
