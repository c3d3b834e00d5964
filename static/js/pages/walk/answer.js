// What the network says at the present word.

import { quoted } from "../../core/format.js";
import { part } from "../../lib/page.js";
import { answer } from "../../views/answer.js";
import { now } from "./now.js";

export function showAnswer() {
  const { walk, original, place } = now;
  const word = walk.tokens[place.token]?.text;
  const { blank, words } = walk.expected(place.token);
  const said = walk.saidAfter(place.token);
  part("answer-of").textContent = blank ? "In the blank" : walk.readsBothWays ? "It fills blanks only" : `Next after ${quoted(word)}`;
  part("answer-from").textContent = answerFrom(blank ? said : -1);
  answer(part("answer"), blank || !walk.readsBothWays ? words.slice(0, 3) : [], original?.expected(place.token).words[0]);
}

/**
 * Where it is said what is shown as the answer.
 * @param {number} token -1: it does not matter
 */
function answerFrom(token) {
  if (now.walk.readsBothWays) return "It is said from both sides at once.";
  return token < 0 ? "" : `It was said at ${quoted(now.walk.tokens[token]?.text)}, where the blank was asked for.`;
}
