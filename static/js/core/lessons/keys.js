// The keys of a lesson: the listener and the help are both made from this table. What walks the picture is handed on to it.

/**
 * ``shown``: on the keyboard, if it has another name
 * @typedef {"back" | "next" | "go" | "pick" | "hand on" | "help"} Deed
 * @typedef {{keys: string[], shown: string, does: string, deed: Deed}} Row
 */

/** @type {Row[]} */
export const KEYS = [
  { keys: ["1", "2", "3", "4", "5", "6"], shown: "1 … 6", does: "choose an answer", deed: "pick" },
  { keys: ["Enter"], shown: "Enter", does: "see what happens, then go to the next step", deed: "go" },
  { keys: ["PageDown"], shown: "Page ↓", does: "next step", deed: "next" },
  { keys: ["PageUp"], shown: "Page ↑", does: "step back", deed: "back" },
  { keys: [" "], shown: "Space", does: "play the picture, or pause it", deed: "hand on" },
  { keys: ["ArrowLeft", "ArrowRight"], shown: "← →", does: "go word by word in the picture", deed: "hand on" },
  { keys: ["Home", "End"], shown: "Home End", does: "first and last word in the picture", deed: "hand on" },
  { keys: ["?"], shown: "?", does: "show these keys", deed: "help" },
];

/** @param {string} key @returns {Deed | null} */
export function deedOf(key) {
  return KEYS.find(({ keys }) => keys.includes(key))?.deed ?? null;
}
