// From a link to the walk that it names. What a link does not name is as the page begins.

import { FIRST } from "../../core/cells.js";
import { readChanges } from "../../core/walk/changes.js";
import { t } from "../../core/texts.js";
import { fromFragment, mended } from "../../core/walk/link.js";
import { forTyped, networkOf } from "../../core/networks.js";
import { Walk } from "../../core/walk.js";
import { readAddress } from "../../lib/address.js";
import { given, input, select } from "../../lib/page.js";
import { batch } from "../../lib/signals.js";
import { speedOf } from "../parts/state.js";
import { chooseLanes, USUAL } from "./state.js";

/** @import { Direction, Trace } from "../../core/walk.js" */
/** @import { View } from "../../core/walk/link.js" */
/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

/** @param {State} state @param {Partial<View>} view */
export function dress(state, { speed, names, lanes = USUAL, more, hides }) {
  state.more.value = more !== undefined;
  state.hides.value = hides !== undefined;
  state.speed.value = speedOf(speed);
  state.naming.value = names === "article" ? names : "usual";
  chooseLanes(state, lanes);
}

/** @param {string | undefined} text @returns {Direction} */
export function directionOf(text) {
  return text === "backward" ? text : "forward";
}

/** What the page was given: a walk, and what is wanted of it; on a page that was taken away, what it showed. */
export function first() {
  const [cell, trace, kept] = [given("first-cell"), given("first-walk"), given("kept")];
  const link = kept?.link ?? readAddress();
  const view = fromFragment(link);
  const { sentence = input("text").defaultValue, cell: name = FIRST.cell, changes = "", direction } = kept ? view : {};
  /** @param {Trace} trace */
  const walkOf = (trace) => new Walk(trace, cell, directionOf(direction), networkOf(cell, name));
  const [walk, original] = [walkOf(trace), kept?.original ? walkOf(kept.original) : null];
  const fact = walk.remembered?.fact ?? null;
  const request = { sentence, cell: name, fact, changes: readChanges(changes), direction: walk.direction };
  return { answer: { request, walk, original, untaught: null }, link, view };
}

/** Whether a link names another walk than the first. @param {Partial<View>} view */
export function namesAnother({ sentence, cell, changes = "" }) {
  return sentence !== undefined || cell !== undefined || readChanges(changes).length > 0;
}

/** Of all cells and networks that a link may name. @param {State} state */
export function namesOf({ cells }) {
  const networks = [...cells.value.known.values()].flatMap(({ networks = [] }) => networks);
  return [...[...select("cell").options].map(({ value }) => value), ...networks.map(({ name }) => name)];
}

/**
 * @param {State} state
 * @param {Ask} ask
 * @param {string[]} names of the cells that there are
 * @returns {(text: string) => void} asks for what a link names
 */
export function arriving(state, ask, names) {
  const { sentence: first } = state.answer.value.request;
  return (text) => {
    const view = fromFragment(text);
    const [sentence, wanted] = [view.sentence ?? first, view.cell ?? FIRST.cell];
    const cell = names.includes(wanted) ? wanted : FIRST.cell;
    const isShown = cell === state.answer.value.request.cell; // another network may hold other facts
    const { view: { fact = null }, mended: mends } = isShown ? mended({ fact: view.fact }, state.walk.value) : { view, mended: [] };
    const notes = cell === wanted ? [] : [t("walk.mended.cell", { wanted, cell: state.cellOf(cell).title })];
    batch(() => {
      state.awaited.value = true;
      dress(state, view);
      state.isTextbookChosen.value = isTextbookChosen(state, sentence, cell);
      state.typed.value = sentence;
    });
    const request = { sentence, cell, fact, changes: readChanges(view.changes ?? ""), direction: directionOf(view.direction) };
    void ask(request, { ...view, fact: undefined }, [...notes, ...mends]);
  };
}

/** Whoever has what was typed read by the textbook network has chosen it. @param {State} state @param {string} sentence @param {string} name */
function isTextbookChosen({ cellOf, isTyped, isTextbookChosen: was }, sentence, name) {
  const cell = cellOf(name);
  return isTyped(sentence) ? cell.name === name && forTyped(cell) !== undefined : was.value;
}
