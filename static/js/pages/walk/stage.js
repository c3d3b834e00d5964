// What happens at the present word, in words, and what the network says there.

import { isKnown } from "../../core/doubt.js";
import { inARow, quoted, short } from "../../core/format.js";
import { language, t } from "../../core/texts.js";
import { choices } from "../../core/walk/guess.js";
import { suggested } from "../../core/walk/suggested.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";
import { answer, guesses } from "../../views/walk/answer.js";
import { suggestionList } from "../../views/walk/suggested.js";
import { guessing } from "./guess.js";
import { why } from "./why.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { State } from "./state.js" */

/** What is no word has a name. */
const NAMED = new Map([[".", "stop"], ["___", "blank"]]);
const LONG = 24; // characters of a word
const [MOST, BESIDE] = [3, 2]; // words as the answer, and where the one before a change stands beside the second of them

/**
 * @param {State} state
 * @param {(token: number) => void} stopAt
 * @param {boolean} canAsk whether a word that is pressed can be written
 */
export function stage(state, stopAt, canAsk) {
  guessing(state);
  why(state, stopAt);
  suggesting(state, canAsk);
  effect(() => {
    const { word } = state.caption.value;
    const name = nameOfWord(word);
    part("word").lang = name ? language : "en";
    part("word").textContent = name || short(word, LONG);
  });
  saying(part("caption"), () => state.caption.value.text);
  saying(part("doing"), () => t("walk.doing", { part: state.part.value?.title ?? "", does: state.part.value?.does ?? "" }));
  saying(part("answer-of"), () => answerOf(state));
  saying(part("answer-from"), () => answerFrom(state));
  effect(() => void part("stage").classList.toggle("own", state.isTyped(state.answer.value.request.sentence)));
  hiddenWhile(part("continue"), () => state.waits.value || state.walk.value.readsBothWays || foretellsNothing(state));
  effect(() => {
    const { walk, original, place: { value: { token } }, waits } = state;
    if (waits.value) return part("answer").replaceChildren(...guesses(choices(walk.value, token)));
    const { blank, words } = walk.value.predicted(token);
    const shown = blank || !walk.value.readsBothWays ? words.slice(0, original.value && !isUnsure(state) ? BESIDE : MOST) : [];
    const after = quoted(walk.value.tokens[token]?.text);
    const does = (/** @type {string} */ word) => (canAsk ? t(blank ? "walk.answer.put" : "walk.answer.go-on", { word: quoted(word), after }) : "");
    part("answer").classList.toggle("unsure", isUnsure(state));
    return part("answer").replaceChildren(...answer(shown, does, original.value?.predicted(token).words[0]));
  });
}

/** @param {string} word @returns {string} "" for all that are words */
export function nameOfWord(word) {
  const name = NAMED.get(word);
  return name ? t(`walk.word.${name}`) : "";
}

/** @param {State} state */
function answerOf(state) {
  const { blank } = state.walk.value.predicted(state.place.value.token);
  if (state.waits.value) return t("walk.answer.guess");
  if (isUnsure(state)) return t("walk.answer.unsure");
  if (blank) return t("walk.answer.fills");
  return t(state.walk.value.readsBothWays ? "walk.answer.fills-only" : "walk.answer.next");
}

/** Whether it does not know what it is asked for. @param {State} state */
function isUnsure({ walk, place, waits }) {
  const { blank, words } = walk.value.predicted(place.value.token);
  return !waits.value && (blank || walk.value.answersOnly) && !isKnown(words[0]);
}

/** Whether there is no word to go on with. @param {State} state */
function foretellsNothing({ walk: { value: walk } }) {
  return walk.answersOnly && !isKnown(walk.predicted(walk.length - 1).words[0]);
}

/** Where it is said what is shown as the answer, if that matters. @param {State} state */
function answerFrom({ walk, place, waits, answer, isTyped }) {
  const { token } = place.value;
  if (waits.value) return "";
  if (walk.value.readsBothWays) return t("walk.answer.both-sides");
  const { blank, words: [best] } = walk.value.predicted(token);
  const at = blank ? walk.value.predictedAfter(token) : -1;
  if (at < 0) return "";
  const isOwn = isTyped(answer.value.request.sentence) && isKnown(best); // whether it is right, nobody here knows
  if (isOwn && isNameIn(walk.value, best?.word)) return t("walk.answer.read-in-text", { word: quoted(best?.word) });
  return inARow([t("walk.answer.said-at", { word: quoted(walk.value.tokens[at]?.text) }), isOwn ? t("walk.answer.sure-is-not-right") : ""]);
}

/** Whether it is a name, and stands in the text. @param {Walk} walk @param {string} [word] */
function isNameIn({ tokens }, word = "") {
  return /^\p{Lu}/u.test(word) && tokens.some(({ text }) => text === word);
}

/**
 * Its place is kept from the beginning, so that nothing moves when it comes: at the end.
 * @param {State} state
 * @param {boolean} canAsk
 */
function suggesting({ walk, answer, isTyped, place }, canAsk) {
  const offered = computed(() => {
    const { sentence } = answer.value.request;
    return suggested(walk.value, sentence, !isTyped(sentence));
  });
  hiddenWhile(part("suggested"), () => !canAsk || !offered.value.suggestions.length);
  saying(part("suggested-said"), () => offered.value.said);
  effect(() => part("suggestions").replaceChildren(...suggestionList(offered.value.suggestions)));
  effect(() => void part("suggested").classList.toggle("comes", place.value.token < walk.value.destination));
}
