// What a trace says, asked in the words of the page.

/**
 * @typedef {{word: string, p: number}} Prediction
 * @typedef {{text: string, known: boolean, start: number, end: number}} Token
 * @typedef {{fact: string, question: string, units: number[], weights: number[], belief: Prediction[][] | null}} Memory
 * @typedef {{tokens: Token[], predictions: Prediction[][], blanks: {index: number, words: Prediction[]}[], memory: Memory[]}} Trace
 */

/**
 * The fact of which the trace tells what is believed.
 * @param {Trace} trace
 */
export function remembered(trace) {
  return trace.memory.find((memory) => memory.belief) ?? null;
}

/**
 * What is likeliest at a token: in a blank, what fills it; at any other, the word that follows.
 * @param {Trace} trace
 * @param {number} token
 */
export function expected(trace, token) {
  const blank = trace.blanks.find(({ index }) => index === token);
  return { blank: Boolean(blank), words: blank?.words ?? trace.predictions[token] ?? [] };
}

/**
 * Where a walk begins: at its last blank, or at its last word.
 * @param {Trace} trace
 */
export function destination(trace) {
  return trace.blanks.at(-1)?.index ?? trace.tokens.length - 1;
}
