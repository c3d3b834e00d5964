// What is asked: the sentence, the cell, the question after each word, and from which side it is read.

import { FIRST } from "../../core/cells.js";
import { bindChoice, bindOffered, bindText, hiddenWhile, lens } from "../../lib/bind.js";
import { input, part, select } from "../../lib/page.js";

/** @import { Direction } from "../../core/walk.js" */
/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {{ask: Ask, here: () => object}} asking
 */
export function question(state, { ask, here }) {
  const cells = new Map([...select("examples").options].map(({ value, dataset }) => [value, dataset.cell ?? FIRST.cell]));
  /** @param {string} [cell] */
  const walkAnew = (cell = state.asked.value.cell) => ask({ sentence: state.typed.value, cell, fact: null, changes: [] });
  const example = lens(
    () => state.asked.value.sentence,
    (sentence) => {
      state.typed.value = sentence;
      void walkAnew(cells.get(sentence));
    },
  );
  const cell = lens(
    () => state.asked.value.cell,
    (name) => void ask({ cell: name }, { token: state.place.value.token }),
  );
  const fact = lens(
    () => state.asked.value.fact ?? state.walk.value.remembered?.fact ?? "",
    (name) => void ask({ fact: name }, here()),
  );
  const direction = lens(
    () => state.asked.value.direction,
    (name) => void ask({ direction: /** @type {Direction} */ (name) }, here()),
  );

  bindText(input("text"), state.typed);
  bindChoice(select("examples"), example);
  bindChoice(select("cell"), cell);
  const facts = () => state.walk.value.memory.map(({ fact: value, question: text }) => ({ value, text: `${text} ___` }));
  bindOffered(select("fact"), facts, fact);
  bindChoice(select("direction"), /** @type {{value: string}} */ (direction));
  hiddenWhile(part("fact-choice"), () => Boolean(state.untaught.value) || !state.walk.value.memory.length);
  hiddenWhile(part("direction-choice"), () => Boolean(state.untaught.value) || !state.walk.value.readsBothWays);
  part("sentence").addEventListener("submit", (event) => {
    event.preventDefault();
    void walkAnew();
  });
  writes(state, ask, walkAnew);
}

/**
 * The likeliest word is put into the blank at the end, or behind the last word.
 * @param {State} state
 * @param {Ask} ask
 * @param {() => Promise<void>} walkAnew
 */
function writes(state, ask, walkAnew) {
  let writing = Promise.resolve(); // a press that comes while a word is being written waits for it
  part("continue").addEventListener("click", () => {
    writing = writing.then(write);
  });

  function write() {
    const { question: { sentence }, walk } = state.answer.value;
    if (state.typed.value !== sentence) return walkAnew(); // what has been typed is walked first
    const last = walk.expected(walk.length - 1);
    const word = last.words[0]?.word ?? "";
    const end = state.base.value.tokens.at(-1); // as it was typed: an exchanged word may be longer
    // Places in a sentence count characters, which are not always one piece of a JavaScript string.
    state.typed.value = last.blank && end ? [...sentence].slice(0, end.start).join("") + word : `${sentence.trimEnd()} ${word}`;
    return ask({ sentence: state.typed.value }, { token: last.blank ? walk.length - 1 : walk.length });
  }
}
