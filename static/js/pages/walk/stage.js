// What happens at the present word, in words, and what the network says there.

import { quoted, short } from "../../core/format.js";
import { choices } from "../../core/walk/guess.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { answer, guesses } from "../../views/walk/answer.js";
import { guessing } from "./guess.js";

/** @import { State } from "./state.js" */

const LONG = 24; // characters of a word

/**
 * @param {State} state
 * @param {boolean} canAsk whether a word that is pressed can be written
 */
export function stage(state, canAsk) {
  guessing(state);
  saying(part("word"), () => short(state.caption.value.word, LONG));
  saying(part("caption"), () => state.caption.value.text);
  saying(part("doing"), () => `${state.part.value?.title}. ${state.part.value?.does}`);
  saying(part("answer-of"), () => answerOf(state));
  saying(part("answer-from"), () => answerFrom(state));
  hiddenWhile(part("continue"), () => state.waits.value || state.walk.value.readsBothWays);
  effect(() => {
    const { walk, original, place: { value: { token } }, waits } = state;
    if (waits.value) return part("answer").replaceChildren(...guesses(choices(walk.value, token)));
    const { blank, words } = walk.value.expected(token);
    const shown = blank || !walk.value.readsBothWays ? words.slice(0, 3) : [];
    const after = quoted(walk.value.tokens[token]?.text);
    const does = (/** @type {string} */ word) => (canAsk ? (blank ? `Put ${quoted(word)} into the blank` : `Go on after ${after} with ${quoted(word)}`) : "");
    return part("answer").replaceChildren(...answer(shown, does, original.value?.expected(token).words[0]));
  });
}

/** @param {State} state */
function answerOf({ walk, place, waits }) {
  const { token } = place.value;
  if (waits.value) return "Your guess";
  if (walk.value.expected(token).blank) return "It fills the blank with";
  return walk.value.readsBothWays ? "It fills blanks only" : "It expects next";
}

/** Where it is said what is shown as the answer, if that matters. @param {State} state */
function answerFrom({ walk, place, waits }) {
  const { token } = place.value;
  if (waits.value) return "";
  if (walk.value.readsBothWays) return "Said from both sides at once.";
  const said = walk.value.expected(token).blank ? walk.value.saidAfter(token) : -1;
  return said < 0 ? "" : `Said at ${quoted(walk.value.tokens[said]?.text)}, just before the blank.`;
}
