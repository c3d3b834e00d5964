// What the pictures show, as tables for those who read rather than look.

import { t } from "../texts.js";
import { amount } from "./reach.js";

/** @import { Table } from "../table.js" */
/** @import { Walk } from "../walk.js" */

/**
 * The lanes of the belt at one token.
 * @param {Walk} walk
 * @param {number[]} units
 * @param {number} token
 * @returns {Table}
 */
export function laneTable(walk, units, token) {
  const { state, belt, cell } = walk;
  const head = [t("walk-more.table.unit"), t("walk-more.table.old", { signal: `${state}′` })];
  if (belt) head.push(t("walk-more.table.stays", { signal: belt.keeps.text }), t("walk-more.table.falls-off"));
  head.push(belt ? t("walk-more.table.put", { signal: belt.puts.map(({ text }) => text).join(" + ") }) : t("walk-more.table.made-anew"));
  head.push(t("walk-more.table.new", { signal: state }));
  if (belt?.shows) head.push(t("walk-more.table.gate", { signal: belt.shows }), t("walk-more.table.shown", { signal: cell.output }));
  const rows = units.map((unit) => {
    const { before, keep, removed, put, after, gate, shown } = walk.lane(token, unit);
    return [unit, before, ...(belt ? [keep, removed] : []), put, after, ...(gate === null ? [] : [gate, shown])];
  });
  return { head, rows };
}

/**
 * One signal of some units over the whole sentence.
 * @param {Walk} walk
 * @param {number[]} units
 * @param {string} signal
 * @returns {Table}
 */
export function signalTable(walk, units, signal) {
  const grid = walk.signal(signal);
  const head = [t("walk-more.table.word"), ...units.map((unit) => t("walk.unit", { unit }))];
  return { head, rows: walk.tokens.map(({ text }, token) => [{ word: text }, ...units.map((unit) => grid.at(token, unit))]) };
}

/**
 * @param {Walk} walk
 * @param {{origin: number | null, amounts: number[]}[]} shares
 * @returns {Table}
 */
export function ledgerTable({ tokens }, shares) {
  /** @param {number | null} origin */
  const from = (origin) => (origin === null ? t("walk-more.ledger.others") : t("walk-more.table.from", { word: tokens[origin]?.text ?? "", place: origin + 1 }));
  const head = [t("walk-more.table.at"), ...shares.map(({ origin }) => from(origin))];
  return { head, rows: tokens.map(({ text }, token) => [{ word: text }, ...shares.map(({ amounts }) => amounts[token] ?? 0)]) };
}

/**
 * @param {Walk} walk
 * @param {{name: string, values: number[]}[]} strengths
 * @returns {Table}
 */
export function flowTable({ tokens }, strengths) {
  const length = strengths[0]?.values.length ?? 0;
  const rows = tokens.slice(0, length).map(({ text }, token) => [{ word: text }, ...strengths.map(({ values }) => amount(values[token]))]);
  return { head: [t("walk-more.table.at"), ...strengths.map(({ name }) => name)], rows };
}
