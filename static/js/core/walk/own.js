// The sentences of one's own that were walked: the newest first, none of them twice.

const MOST = 20;

/**
 * @param {readonly string[]} kept
 * @param {string} sentence
 * @param {string} [grown] the one that it was before a word was added to it: it takes its place
 * @returns {string[]}
 */
export function withSentence(kept, sentence, grown = sentence) {
  return [sentence, ...kept.filter((one) => one !== sentence && one !== grown)].slice(0, MOST);
}

/** @param {unknown} kept as it was found where anybody may have written @returns {string[]} */
export function sentencesIn(kept) {
  return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
}
