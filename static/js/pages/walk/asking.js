// From a question to what is shown: the walk is asked for, and once it is there it takes the place of the last one, at once.

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
/** @import { Asked, Source } from "../../lib/source.js" */
/** @import { Answer, Question, State } from "./state.js" */

/**
 * ``view``: where to be then; ``notes``: what there is to be said besides
 * @typedef {(wanted: Partial<Question>, view?: Partial<View>, notes?: string[]) => Promise<void>} Ask
 */

/**
 * @param {State} state
 * @param {Source} source
 */
export function asking(state, source) {
  /** @param {AbortSignal} stop @param {Question} question */
  const answers = (stop, question) => answerTo(question, state, source, stop);
  const answered = latest(answers);

  /** @type {Ask} */
  async function ask(wanted, view = {}, notes = []) {
    const question = (state.pending.value = { ...state.asked.value, ...wanted });
    try {
      const answer = await answered(question);
      if (answer) show(state, answer, view, notes);
    } catch (error) {
      const refused = error instanceof Refusal ? error : null;
      batch(() => {
        state.pending.value = state.preview.value = null;
        const again = refused?.again ? () => void ask(question, view, notes) : null;
        if (refused) state.said.value = { text: refused.message, again };
      });
      if (!refused) throw error;
    }
  }

  /** The place and the number that are looked at: another walk of the same cell has them, too. */
  const here = () => ({ ...state.place.value, unit: state.unit.value, signal: state.signal.value });
  /** What would follow from other changes; null where it has been broken off. @param {AbortSignal} stop @param {Change[]} changes */
  const tried = (stop, changes) => answerTo({ ...state.answer.value.question, changes }, state, source, stop);
  return { ask, here, tried, learn: () => learn(state, source) };
}

/** Of all cells, unless the app has told of them already. A failure is not kept. @param {State} state @param {Source} source */
async function learn({ cells }, source) {
  if (cells.value.all) return;
  const told = await source.cells();
  const known = told.map((cell) => /** @type {const} */ ([cell.name, cell]));
  cells.value = { known: new Map([...known, ...cells.value.known]), all: true };
}

/**
 * @param {Question} question
 * @param {State} state
 * @param {Source} source
 * @param {AbortSignal} stop
 * @returns {Promise<Answer>}
 */
async function answerTo(question, state, source, stop) {
  const { sentence, cell: name, changes } = question;
  if (isShown(question, state)) return state.answer.value;
  if (!holderOf(state.cells.value.known.values(), name)) await learn(state, source);
  const cell = state.cellOf(name);
  const network = networkOf(cell, name);
  const isBoth = network?.both_ways ?? false;
  if (!isTaught(cell)) return { ...state.answer.value, question, untaught: cell };
  const [fact, direction] = [isBoth ? null : question.fact, isBoth ? question.direction : "forward"];
  /** @param {Asked & {fact: string | null}} asked */
  const walked = async (asked) => new Walk(await source.trace(asked, stop), cell, direction, network);
  const there = isThere({ ...question, fact, direction }, state) ? state.base.value : null;
  /** @param {string | null} of a fact that the network holds: for any other the app refuses the walk */
  const about = (of) => walked({ sentence, cell: name, edits: [], fact: of });
  const isHeld = network?.facts ? network.facts.includes(fact ?? "") : isHeldHere(name, fact, state);
  const first = there ?? (await about(isHeld ? fact : null));
  const isAnother = first.remembered?.fact !== fact && first.memory.some((memory) => memory.fact === fact); // only the walk says what it holds
  const original = isAnother ? await about(fact) : first;
  const changed = changes.some((change) => applies(change, original));
  const remembered = original.remembered?.fact ?? null;
  const told = { sentence: exchanged(sentence, changes, original), cell: name, edits: edits(changes, original), fact: remembered };
  const walk = changed ? await walked(told) : original;
  if (walk.length !== original.length) throw new Refusal(t("walk.failed.one-word-only"));
  return { question: { ...question, fact: remembered, direction }, walk, original: changed ? original : null, untaught: null };
}

/** Whether a fact is known to be held: by the network whose walk is there. @param {string} name @param {string | null} fact @param {State} state */
function isHeldHere(name, fact, { answer }) {
  const { question: there, untaught, original, walk } = answer.value;
  return !untaught && there.cell === name && (original ?? walk).memory.some((memory) => memory.fact === fact);
}

/** Whether this very walk is there: a link may lead to another word of it. @param {Question} wanted @param {State} state */
function isShown(wanted, state) {
  return isThere(wanted, state) && JSON.stringify(wanted.changes) === JSON.stringify(state.changes.value);
}

/** Whether the walk without changes is the one that is there. @param {Question} wanted @param {State} state */
function isThere({ sentence, cell, fact, direction }, { answer }) {
  const { question: there, untaught } = answer.value;
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
    const { sentence } = state.answer.value.question;
    state.playing.value = state.awaited.value = false;
    state.pending.value = null;
    state.answer.value = answer;
    state.preview.value = null;
    state.said.value = { text: inARow(notes), again: null };
    if (answer.untaught) return;
    const { notes: mends, place, unit, signal } = opening(answer.walk, view);
    [state.gone.value, state.place.value, state.unit.value, state.signal.value] = [false, place, unit, signal];
    state.said.value = { text: inARow([...notes, ...mends]), again: null };
    const blank = blankOf(answer.walk);
    if (blank === "here" || sentence !== answer.question.sentence) state.flow.at.value = blank;
  });
}
