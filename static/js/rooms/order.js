// Which events are new: each has a number, and whatever comes twice, late, or from before a loss is told apart by it.

/** @typedef {"view" | "question" | "tally"} Kind */
/** @typedef {{number: number, kind: Kind, body: any}} Event */
/** @typedef {{last: number, state: Event[]}} Known ``state``: the newest event of each kind, the oldest first */

/** @type {Known} */
export const NOTHING = { last: 0, state: [] };

/**
 * What counts when a stream begins, or an answer comes.
 * @param {Known} known
 * @param {{anew: boolean}} hello ``anew``: the app has lost something, and numbers begin again
 * @returns {Known}
 */
export const begun = (known, { anew }) => (anew ? { ...known, last: 0 } : known);

/**
 * @param {Known} known
 * @param {readonly Event[]} events
 * @returns {[Known, Event[]]} what is known then, and those that are new, in their order
 */
export function taken(known, events) {
  const fresh = events.filter(({ number }, n) => number > known.last && events.findIndex((one) => one.number === number) === n);
  fresh.sort((one, other) => one.number - other.number);
  const state = [...known.state, ...fresh].filter((event, n, all) => all.findLastIndex(({ kind }) => kind === event.kind) === n);
  return [{ last: fresh.at(-1)?.number ?? known.last, state }, fresh];
}
