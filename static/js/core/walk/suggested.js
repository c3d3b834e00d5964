// What can be asked instead, where the network does not know the answer, was told nothing, or may not understand the question.

import { isKnown } from "../doubt.js";
import { t } from "../texts.js";
import { isUnfamiliarQuestion } from "./unfamiliar.js";

/** @import { Walk } from "../walk.js" */

/** @typedef {{sentence: string, shown: string}} Suggestion ``shown``: the same, shortened */

const QUESTION = /[^.!?]*$/; // the last sentence: it has no end yet

/**
 * @param {Walk} walk
 * @param {string} sentence that is walked
 * @param {boolean} isExample it was taught these: only where it does not know there is something to be said
 * @returns {{said: string, suggestions: Suggestion[]}}
 */
export function suggested(walk, sentence, isExample) {
  const { blank, words } = walk.predicted(walk.destination);
  const sentences = isExample && isKnown(words[0]) ? [] : (walk.trace.suggestions ?? []);
  return { said: t(`walk.suggested.${why(walk, blank)}`), suggestions: sentences.map((one) => ({ sentence: one, shown: shortened(one, sentence) })) };
}

/** ``plain`` where the page says already that it does not know, that it is a habit, or what was told. @param {Walk} walk @param {boolean} hasBlank */
function why(walk, hasBlank) {
  if (!hasBlank) return walk.standings[walk.destination] === "told" ? "plain" : "nothing";
  if (isUnfamiliarQuestion(walk)) return "untaught";
  return isKnown(walk.predicted(walk.destination).words[0]) && !isHabit(walk) ? "strange" : "plain";
}

/** Whether what fills the last blank is what would be said to the same question without having read anything. @param {Walk} walk */
function isHabit(walk) {
  const { blank, words } = walk.predicted(walk.destination);
  const place = walk.predictedAfter(walk.destination);
  return blank && walk.standings[place] === "habit" && walk.answers[place] === words[0]?.word;
}

/** @param {string} one @param {string} sentence where both begin alike, the question is enough: it is a whole sentence */
function shortened(one, sentence) {
  const question = QUESTION.exec(one)?.[0].trim() ?? one;
  const before = one.slice(0, one.length - question.length).trim();
  return before && sentence.startsWith(before) ? `… ${question}` : one;
}
