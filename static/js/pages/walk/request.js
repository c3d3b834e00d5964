// The form of a request: the sentence, the cell, the question after each word, and from which side it is read.

import { FIRST } from "../../core/cells.js";
import { inARow } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { grown } from "../../core/walk/grown.js";
import { sentencesIn, withSentence } from "../../core/walk/own.js";
import { bindChoice, bindOffered, bindText, hiddenWhile, lens, saying } from "../../lib/bind.js";
import { input, part, select } from "../../lib/page.js";
import { inTab } from "../../lib/remembered.js";
import { batch, computed, effect } from "../../lib/signals.js";
import { element } from "../../views/dom.js";
import { network, networkFor } from "./network.js";

/** @import { Direction } from "../../core/walk.js" */
/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

const KEPT = "gatewalk-sentences";

/**
 * @param {State} state
 * @param {{ask: Ask, here: () => object}} asking
 */
export function requestForm(state, { ask, here }) {
  state.examples.value = new Map([...select("examples").options].map(({ value, dataset }) => [value, dataset.cell ?? FIRST.cell]));
  const means = new Map([...select("examples").options].map(({ value, dataset }) => [value, dataset.means ?? ""]));
  const note = own(state);
  /** @param {string} [cell] */
  const walkAnew = (cell = networkFor(state, state.typed.value)) => {
    state.written.value = new Map();
    return ask({ sentence: state.typed.value, cell, fact: null, changes: [] });
  };
  const example = lens(
    () => {
      void state.sentences.value; // among others it is chosen anew
      return state.request.value.sentence;
    },
    (sentence) => {
      state.typed.value = sentence;
      void walkAnew(state.examples.value.get(sentence));
    },
  );
  const cell = lens(
    () => state.cellName.value,
    (name) => void ask({ cell: networkFor(state, state.request.value.sentence, name) }, { token: state.place.value.token }),
  );
  const fact = lens(
    () => state.request.value.fact ?? state.walk.value.remembered?.fact ?? "",
    (name) => void ask({ fact: name }, here()),
  );
  const direction = lens(
    () => state.request.value.direction,
    (name) => void ask({ direction: /** @type {Direction} */ (name) }, here()),
  );

  bindText(input("text"), state.typed);
  bindChoice(select("examples"), example);
  bindChoice(select("cell"), cell);
  const facts = () => state.walk.value.memory.map(({ fact: value, question: text }) => ({ value, text: `${text} ___`, lang: "en" }));
  bindOffered(select("fact"), facts, fact);
  network(state, ask);
  bindChoice(select("direction"), /** @type {{value: string}} */ (direction));
  saying(part("means"), () => inARow([t("walk.reads-english"), means.get(state.request.value.sentence) ?? ""]));
  hiddenWhile(part("fact-choice"), () => Boolean(state.untaught.value) || !state.walk.value.memory.length);
  hiddenWhile(part("direction-choice"), () => Boolean(state.untaught.value) || !state.walk.value.readsBothWays);
  const typed = () => note(walkAnew());
  const walkTyped = () => void typed().then(() => playsByItself(state));
  part("sentence").addEventListener("submit", (event) => {
    event.preventDefault();
    walkTyped();
  });
  part("suggestions").addEventListener("click", ({ target }) => {
    const sentence = target instanceof HTMLElement ? target.dataset.sentence : undefined;
    if (sentence === undefined) return;
    state.typed.value = sentence;
    part("track").focus({ preventScroll: true }); // what was pressed goes away
    walkTyped();
  });
  writes(state, typed, (sentence, token) => note(ask({ sentence }, { token }), state.answer.value.request.sentence));
}

/** A sentence of one's own, from its beginning, unless nothing is to move. @param {State} state */
function playsByItself({ answer, typed, pending, untaught, moves, place, gone, playing }) {
  if (pending.value || untaught.value || !moves.value || answer.value.request.sentence !== typed.value) return; // it was refused
  batch(() => {
    place.value = { token: 0, part: 0 };
    gone.value = playing.value = true;
  });
}

/**
 * The sentences of one's own, offered among the examples.
 * @param {State} state
 * @returns {(arrival: Promise<void>, grown?: string) => Promise<void>} keeps the sentence of the request, once it is there
 */
function own({ sentences, typed, answer, request, examples }) {
  const kept = inTab(KEPT);
  const group = element("optgroup", { label: t("walk.example.yours") });
  sentences.value = sentencesIn(kept.read());
  const fromLink = computed(() => {
    const { sentence } = request.value;
    return examples.value.has(sentence) || sentences.value.includes(sentence) ? [] : [sentence];
  });
  effect(() => {
    const offered = [...fromLink.value, ...sentences.value];
    group.replaceChildren(...offered.map((sentence) => element("option", { lang: "en", dir: "auto" }, sentence)));
    if (offered.length) select("examples").append(group);
    else group.remove();
  });
  effect(() => kept.write(sentences.value));
  return async (arrival, grown) => {
    const sentence = typed.value;
    await arrival;
    const isNew = answer.value.request.sentence === sentence && !examples.value.has(sentence);
    if (isNew) sentences.value = withSentence(sentences.value, sentence, grown);
  };
}

/**
 * A word is put into a blank, or written on after another: the likeliest one at the end, or one that is pressed among the answers.
 * @param {State} state
 * @param {() => Promise<void>} walkTyped
 * @param {(sentence: string, token: number) => Promise<void>} walkGrown
 */
function writes(state, walkTyped, walkGrown) {
  let writing = Promise.resolve(); // a press that comes while a word is being written waits for it
  part("continue").addEventListener("click", () => {
    writing = writing.then(() => write(state.answer.value.walk.length - 1));
  });
  part("answer").addEventListener("click", ({ target }) => {
    const word = target instanceof Element ? target.closest("[data-word]")?.getAttribute("data-word") : null;
    if (word) writing = writing.then(() => write(state.place.value.token, word));
  });

  /** @param {number} token @param {string} [word] the likeliest, if none is given */
  function write(token, word) {
    const { request: { sentence }, walk } = state.answer.value;
    if (state.typed.value !== sentence) return walkTyped(); // what has been typed is walked first
    const { blank, words } = walk.predicted(token);
    const at = state.base.value.tokens[token]; // as it was typed: an exchanged word may be longer
    if (!at) return Promise.resolve();
    const one = word ?? words[0]?.word ?? "";
    const [now, { changes }] = [(state.typed.value = grown(sentence, at, one, blank)), state.request.value];
    const written = { before: sentence, token, word: one, after: blank ? null : at.text, changes: changes.length };
    state.written.value = new Map([...state.written.value, [now, written]]);
    return walkGrown(now, blank ? token : token + 1);
  }
}
