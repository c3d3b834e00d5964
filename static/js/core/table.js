// What stands in a table.

/**
 * @typedef {string | number | {word: string}} Value a ``word`` is the network's, so it is English in every language
 * @typedef {{head: string[], rows: Value[][]}} Table the first of each row names it
 */

export {};
