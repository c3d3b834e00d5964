// What happens at the present word, in words, and what the network says there.

import { quoted, short } from "../../core/format.js";
import { saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { answer } from "../../views/walk/answer.js";

/** @import { State } from "./state.js" */

const LONG = 24; // characters of a word

/** @param {State} state */
export function stage(state) {
  saying(part("word"), () => short(state.caption.value.word, LONG));
  saying(part("caption"), () => state.caption.value.text);
  saying(part("doing"), () => `${state.part.value?.title}. ${state.part.value?.does}`);
  saying(part("answer-of"), () => answerOf(state));
  saying(part("answer-from"), () => answerFrom(state));
  effect(() => {
    const { walk, original, place } = state;
    const { blank, words } = walk.value.expected(place.value.token);
    const shown = blank || !walk.value.readsBothWays ? words.slice(0, 3) : [];
    part("answer").replaceChildren(...answer(shown, original.value?.expected(place.value.token).words[0]));
  });
}

/** @param {State} state */
function answerOf({ walk, place }) {
  const { token } = place.value;
  if (walk.value.expected(token).blank) return "In the blank";
  return walk.value.readsBothWays ? "It fills blanks only" : `Next after ${quoted(walk.value.tokens[token]?.text)}`;
}

/** Where it is said what is shown as the answer, if that matters. @param {State} state */
function answerFrom({ walk, place }) {
  const { token } = place.value;
  if (walk.value.readsBothWays) return "It is said from both sides at once.";
  const said = walk.value.expected(token).blank ? walk.value.saidAfter(token) : -1;
  return said < 0 ? "" : `It was said at ${quoted(walk.value.tokens[said]?.text)}, where the blank was asked for.`;
}
