// The app behind the pages.

/** What to say to the person when there is no answer to be shown. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {boolean} [again] whether the same may go better at another try
   */
  constructor(message, again = false) {
    super(message);
    this.again = again;
  }
}

/** @typedef {{sentence: string, cell: string, edits: import("../core/changes.js").Edit[]}} Asked a walk */

/**
 * @param {Asked} asked
 * @param {string | null} fact of which to tell what is believed; null for that which the sentence asks for
 * @returns {Promise<import("../core/walk.js").Trace>}
 */
export function trace(asked, fact) {
  return ask("/api/v1/traces?numbers=packed", { ...asked, beliefs: fact && [fact] });
}

/**
 * @param {Asked & {token: number, signal: string, unit: number, direction: import("../core/walk.js").Direction}} asked
 * @returns {Promise<import("../core/terms.js").Arithmetic>}
 */
export function arithmetic(asked) {
  return ask("/api/v1/arithmetic", asked);
}

/**
 * @param {Asked & {token: number, word: string, untaught?: true}} asked ``untaught``: in the network before it learned anything
 * @returns {Promise<import("../core/flow.js").Gradients>}
 */
export function gradients(asked) {
  return ask("/api/v1/gradients?numbers=packed", asked);
}

/**
 * @param {Asked & {state: string, units: number[], direction: import("../core/walk.js").Direction}} asked
 * @returns {Promise<import("../core/ledger.js").Shares>}
 */
export function ledger(asked) {
  return ask("/api/v1/ledgers?numbers=packed", asked);
}

/**
 * @param {string[]} sentences one or two
 * @param {string[]} some cells
 * @returns {Promise<{walks: import("../core/cost.js").Compared[]}>}
 */
export function comparison(sentences, some) {
  return ask("/api/v1/comparisons?numbers=packed", { sentences, cells: some });
}

/** @returns {Promise<import("../core/walk.js").Cell[]>} */
export function cells() {
  return ask("/api/v1/cells");
}

/**
 * @param {string} path
 * @param {object} [body]
 */
async function ask(path, body) {
  const sent = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, sent).catch(() => {
    throw new Refusal("The app does not answer. Is it still running? What you see is kept; try it again.", true);
  });
  const told = await answer.json().catch(() => {
    throw new Refusal("The answer of the app could not be read. What you see is kept; try it again.", true);
  });
  if (!answer.ok) throw new Refusal(told.detail, answer.status >= 500);
  return told;
}
