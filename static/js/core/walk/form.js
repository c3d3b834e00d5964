// The first sentence with other names in it, "Narnia" for "India", is still of the form that the textbook network was taught.

const NAME = "\\p{Lu}[^\\s.!?]*(?: \\p{Lu}[^\\s.!?]*)*"; // also of several words
const NO_NAMES = new Set(["I", "You"]);
const SPECIAL = /[.*+?^${}()|[\]\\]/g; // in a pattern

/**
 * @param {string} sentence
 * @param {string} example
 */
export function isOfForm(sentence, example) {
  const pattern = example.replace(SPECIAL, "\\$&").replace(/\p{Lu}\p{L}*/gu, (word) => (NO_NAMES.has(word) ? word : NAME));
  return new RegExp(`^${pattern}$`, "u").test(sentence.trim());
}
