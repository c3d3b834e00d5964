// What a network of the lab reads, as words that can be typed: a space is no word, and A and a are the same one.

/** Signs that are typed as they are. What is left out is cut off, or joined to what stands before it, where a sentence is cut. */
const PLAIN = /^[\p{L}\p{N}!-/:-@[-^`{-~]$/u;
/** @type {Record<string, string>} */
const NAMED = { " ": "space", "\n": "newline", "\t": "tab", _: "underscore" };

/**
 * @param {string[]} symbols
 * @returns {string[]} a word for each, no two alike
 */
export function wordsOf(symbols) {
  const taken = new Set(symbols.filter((one) => one === one.toLowerCase()));
  return symbols.map((symbol) => {
    const small = symbol.toLowerCase();
    if (symbol !== small && taken.has(small)) return `capital-${small}`;
    const isOne = [...symbol].length === 1;
    return NAMED[symbol] ?? (isOne && !PLAIN.test(symbol) ? `character-${symbol.codePointAt(0)?.toString(16)}` : symbol);
  });
}
