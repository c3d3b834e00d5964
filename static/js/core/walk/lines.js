// A sentence that is wider than its place, broken into lines.

/** @typedef {{from: number, to: number}} Line ``to``: the token behind its last one */

const CLOSES = /^[.,;:!?…)\]”’"']+$/; // it does not begin a line

/**
 * As many words on each line as there is room for, and at least one.
 * @param {string[]} words
 * @param {(word: string) => number} width
 * @param {number} room in the same measure
 * @returns {Line[]}
 */
export function linesOf(words, width, room) {
  /** @type {Line[]} */
  const lines = [];
  let [from, used] = [0, 0];
  words.forEach((word, n) => {
    const wide = width(word);
    const together = CLOSES.test(words[n + 1] ?? "") ? wide + width(words[n + 1] ?? "") : wide;
    if (n > from && used + together > room && !CLOSES.test(word)) {
      lines.push({ from, to: n });
      [from, used] = [n, 0];
    }
    used += wide;
  });
  return [...lines, { from, to: words.length }];
}
