// A sentence with one more word.

/**
 * What stands behind a blank stays; what stands behind another word is not written yet. Places in a sentence count characters,
 * which are not always one piece of a JavaScript string.
 * @param {string} sentence
 * @param {{start: number, end: number}} at the place of a blank, or of the word after which it goes on
 * @param {string} word
 * @param {boolean} isBlank
 */
export function grown(sentence, { start, end }, word, isBlank) {
  const characters = [...sentence];
  const before = characters.slice(0, isBlank ? start : end).join("");
  return isBlank ? before + word + characters.slice(end).join("").trimEnd() : `${before} ${word}`;
}
