// Why this answer: since which word it has answered what it says now.

import { isKnown } from "../doubt.js";
import { quoted } from "../format.js";
import { t } from "../texts.js";
import { firstWith } from "./holders.js";

/** @import { Walk } from "../walk.js" */

/**
 * Where what is predicted at a token is what it answers after each word, and the text has told it: the first word of those, up
 * to here, after which it has answered so.
 * @param {Walk} walk
 * @param {number} token
 * @returns {number} -1 where the answers after each word do not tell, or it does not know what it predicts
 */
export function originOf(walk, token) {
  const { answers, standings } = walk;
  const place = walk.predictedAfter(token);
  const { words: [best] } = walk.predicted(token);
  return best && isKnown(best) && answers[place] === best.word && standings[place] === "told" ? firstWith(walk, place) : -1;
}

/** What is said at that word. @param {Walk} walk @param {number} token where the answer is */
export function whyInWords(walk, token) {
  return t("walk.why.here", { word: quoted(walk.predicted(token).words[0]?.word) });
}
