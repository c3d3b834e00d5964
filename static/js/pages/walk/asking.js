// From a request to what is shown: the walk is asked for, and once it is there it takes the place of the last one, at once.

import { isTaught } from "../../core/cells.js";
import { holderOf, networkOf } from "../../core/networks.js";
import { inARow } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { applies, edits, exchanged } from "../../core/walk/changes.js";
import { opening } from "../../core/walk/opening.js";
import { Walk } from "../../core/walk.js";
import { latest } from "../../lib/latest.js";
import { Refusal } from "../../lib/refusal.js";
import { batch } from "../../lib/signals.js";
import { blankOf } from "./state.js";

/** @import { Change } from "../../core/walk/changes.js" */
/** @import { View } from "../../core/walk/link.js" */
/** @import { RunRequest, Source } from "../../lib/source.js" */
/** @import { Answer, State, WalkRequest } from "./state.js" */

/**
 * ``view``: where to be then; ``notes``: what there is to be said besides
 * @typedef {(wanted: Partial<WalkRequest>, view?: Partial<View>, notes?: string[]) => Promise<void>} Ask
 */

/**
 * @param {State} state
 * @param {Source} source
 */
export function asking(state, source) {
  /** @param {AbortSignal} stop @param {WalkRequest} request */
  const answers = (stop, request) => answerTo(request, state, source, stop);
  const answered = latest(answers);

  /** @type {Ask} */
  async function ask(wanted, view = {}, notes = []) {
    const request = (state.pending.value = { ...state.request.value, ...wanted });
    try {
      const answer = await answered(request);
      if (answer) show(state, answer, view, notes);
    } catch (error) {
      const refused = error instanceof Refusal ? error : null;
      batch(() => {
        state.pending.value = state.preview.value = null;
        const again = refused?.again ? () => void ask(request, view, notes) : null;
        if (refused) state.said.value = { text: refused.message, again };
      });
      if (!refused) throw error;
    }
  }

  /** The place and the number that are looked at: another walk of the same cell has them, too. */
  const here = () => ({ ...state.place.value, unit: state.unit.value, signal: state.signal.value });
  /** What would follow from other changes; null where it has been broken off. @param {AbortSignal} stop @param {Change[]} changes */
  const tried = (stop, changes) => answerTo({ ...state.answer.value.request, changes }, state, source, stop);
  return { ask, here, tried, learn: () => learn(state, source) };
}

/** Of all cells, unless the app has sent them already. A failure is not kept. @param {State} state @param {Source} source */
async function learn({ cells }, source) {
  if (cells.value.all) return;
  const list = await source.cells();
  const known = list.map((cell) => /** @type {const} */ ([cell.name, cell]));
  cells.value = { known: new Map([...known, ...cells.value.known]), all: true };
}

/**
 * @param {WalkRequest} request
 * @param {State} state
 * @param {Source} source
 * @param {AbortSignal} stop
 * @returns {Promise<Answer>}
 */
async function answerTo(request, state, source, stop) {
  const { sentence, cell: name, changes } = request;
  if (isShown(request, state)) return state.answer.value;
  if (!holderOf(state.cells.value.known.values(), name)) await learn(state, source);
  const cell = state.cellOf(name);
  const network = networkOf(cell, name);
  const isBoth = network?.both_ways ?? false;
  if (!isTaught(cell)) return { ...state.answer.value, request, untaught: cell };
  const [fact, direction] = [isBoth ? null : request.fact, isBoth ? request.direction : "forward"];
  /** @param {RunRequest & {fact: string | null}} run */
  const walkOf = async (run) => new Walk(await source.trace(run, stop), cell, direction, network);
  const there = isThere({ ...request, fact, direction }, state) ? state.base.value : null;
  /** @param {string | null} of a fact that the network holds: for any other the app refuses the walk */
  const about = (of) => walkOf({ sentence, cell: name, edits: [], fact: of });
  const isHeld = network?.facts ? network.facts.includes(fact ?? "") : isHeldHere(name, fact, state);
  const first = there ?? (await about(isHeld ? fact : null));
  const isAnother = first.remembered?.fact !== fact && first.memory.some((memory) => memory.fact === fact); // only the walk says what it holds
  const original = isAnother ? await about(fact) : first;
  const changed = changes.some((change) => applies(change, original));
  const remembered = original.remembered?.fact ?? null;
  const run = { sentence: exchanged(sentence, changes, original), cell: name, edits: edits(changes, original), fact: remembered };
  const walk = changed ? await walkOf(run) : original;
  if (walk.length !== original.length) throw new Refusal(t("walk.failed.one-word-only"));
  return { request: { ...request, fact: remembered, direction }, walk, original: changed ? original : null, untaught: null };
}

/** Whether a fact is known to be held: by the network whose walk is there. @param {string} name @param {string | null} fact @param {State} state */
function isHeldHere(name, fact, { answer }) {
  const { request: there, untaught, original, walk } = answer.value;
  return !untaught && there.cell === name && (original ?? walk).memory.some((memory) => memory.fact === fact);
}

/** Whether this very walk is there: a link may lead to another word of it. @param {WalkRequest} wanted @param {State} state */
function isShown(wanted, state) {
  return isThere(wanted, state) && JSON.stringify(wanted.changes) === JSON.stringify(state.changes.value);
}

/** Whether the walk without changes is the one that is there. @param {WalkRequest} wanted @param {State} state */
function isThere({ sentence, cell, fact, direction }, { answer }) {
  const { request: there, untaught } = answer.value;
  const isSameText = there.sentence === sentence && there.cell === cell;
  return !untaught && isSameText && there.fact === fact && there.direction === direction;
}

/**
 * What was asked for besides a cell that cannot read is kept for the next one that can.
 * @param {State} state
 * @param {Answer} answer
 * @param {Partial<View>} view
 * @param {string[]} notes
 */
function show(state, answer, view, notes) {
  batch(() => {
    const { sentence, cell } = state.answer.value.request;
    state.playing.value = state.awaited.value = false;
    state.pending.value = null;
    state.answer.value = answer;
    state.preview.value = null;
    state.said.value = { text: inARow(notes), again: null };
    if (answer.untaught) return;
    const { notes: mends, place, unit, signal } = opening(answer.walk, view);
    [state.gone.value, state.played.value, state.place.value, state.unit.value, state.signal.value] = [false, false, place, unit, signal];
    state.said.value = { text: inARow([...notes, ...mends]), again: null };
    if (sentence !== answer.request.sentence || cell !== answer.request.cell) state.oldOf.value = -1;
    const blank = blankOf(answer.walk);
    if (blank === "here" || sentence !== answer.request.sentence) state.flow.at.value = blank;
  });
}
