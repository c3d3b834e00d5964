// Who answers the requests of a page. All of them go through here, so that a page does not know who it is: the app, a page
// that was taken away and has one walk in it, or the app with the weights of a network that was taught in this browser. ``can``
// says of each request whether there is an answer at all.

import { app } from "./source/app.js";
import { kept } from "./source/kept.js";
import { withTaught } from "./source/taught.js";

/** @import { Compared } from "../core/compare/cost.js" */
/** @import { Cell, Direction, Trace } from "../core/walk.js" */
/** @import { Edit } from "../core/walk/changes.js" */
/** @import { Gradients } from "../core/walk/flow.js" */
/** @import { Shares } from "../core/walk/ledger.js" */
/** @import { Arithmetic } from "../core/walk/terms.js" */

/**
 * ``fact``: of which to tell what is believed; null for that which the sentence asks for. ``untaught``: in the network before it
 * learned anything.
 * @typedef {{sentence: string, cell: string, edits: Edit[]}} RunRequest a run of a network through a sentence
 * @typedef {{
 *   cells: () => Promise<Cell[]>,
 *   trace: (request: RunRequest & {fact: string | null}, stop: AbortSignal) => Promise<Trace>,
 *   arithmetic: (request: RunRequest & {token: number, signal: string, unit: number, direction: Direction}, stop: AbortSignal) => Promise<Arithmetic>,
 *   gradients: (request: RunRequest & {token: number, word: string, untaught?: true}, stop: AbortSignal) => Promise<Gradients>,
 *   ledger: (request: RunRequest & {state: string, units: number[], direction: Direction}, stop: AbortSignal) => Promise<Shares>,
 *   comparison: (request: {sentences: string[], cells: string[], networks?: Record<string, string>}, stop: AbortSignal) => Promise<{walks: Compared[]}>,
 * }} Answers
 * @typedef {Answers & {can: Record<keyof Answers, boolean>}} Source a request that it cannot answer it refuses, in words
 */

/** @type {Source} */
export const source = document.documentElement.hasAttribute("data-offline") ? kept : withTaught(app);
