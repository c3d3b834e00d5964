// Which network reads, where a cell has a textbook one and one that has read more. The examples are for the textbook one. What
// somebody types goes to the other by itself, unless the textbook one has been chosen; the page says so.

import { forTyped, reading } from "../../core/networks.js";
import { t } from "../../core/texts.js";
import { bindOffered, hiddenWhile, lens, saying } from "../../lib/bind.js";
import { part, select } from "../../lib/page.js";
import { batch } from "../../lib/signals.js";

/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

/** @param {State} state @param {Ask} ask */
export function network(state, ask) {
  const other = () => forTyped(state.cell.value);
  /** @param {string} name */
  function choose(name) {
    const { cell, place } = state;
    batch(() => {
      state.isTextbookChosen.value = name === cell.value.name;
      void ask({ cell: name }, { token: place.value.token });
    });
  }

  const chosen = lens(() => state.request.value.cell, choose);
  const offered = () => [{ value: state.cell.value.name, text: t("walk.network.textbook") }, { value: other()?.name ?? "", text: t("walk.network.well-read") }];
  bindOffered(select("network"), offered, chosen);
  hiddenWhile(part("network-choice"), () => !other() || state.walk.value.readsBothWays);
  hiddenWhile(part("lede-said"), () => said(state) !== "");
  hiddenWhile(part("read-by"), () => said(state) === "");
  saying(part("read-by-said"), () => said(state));
  saying(part("read-by-other"), () => t(state.walk.value.answersOnly ? "walk.read-by.use-textbook" : "walk.read-by.use-well-read"));
  part("read-by-other").addEventListener("click", () => {
    choose(state.walk.value.answersOnly ? state.cell.value.name : (other()?.name ?? ""));
  });
}

/** Who reads what; nothing where the textbook network reads an example. @param {State} state */
function said({ cell, walk: { value: walk }, answer, untaught, isTyped }) {
  if (untaught.value || walk.readsBothWays || !forTyped(cell.value)) return "";
  const typed = isTyped(answer.value.request.sentence);
  if (walk.answersOnly) return t(typed ? "walk.read-by.well-read-typed" : "walk.read-by.well-read-example");
  return typed ? t("walk.read-by.textbook-typed") : "";
}

/**
 * The network that is to read a sentence.
 * @param {State} state
 * @param {string} sentence
 * @param {string} [name] of the cell, as the menu has it; by default that which is chosen
 */
export function networkFor({ cellOf, cellName, isTyped, isTextbookChosen }, sentence, name = cellName.value) {
  const cell = cellOf(name);
  if (cell.name !== name) return name; // one that stands in the menu by itself
  return reading(cell, { isTyped: isTyped(sentence), isTextbookChosen: isTextbookChosen.value });
}
