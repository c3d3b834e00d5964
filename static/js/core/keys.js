// The keys of the page: the listener and the help are both made from this table.

/**
 * @typedef {"play" | "tokenOn" | "tokenBack" | "partOn" | "partBack" | "begin" | "end" | "unitOn" | "unitBack" | "exchange" | "undo" | "present" | "blank" | "help"} Command
 * @typedef {{key: string, shift?: boolean, shown: string, does: string, command: Command}} Key
 */

/** @type {Key[]} */
export const KEYS = [
  { key: " ", shown: "Space", does: "play, or pause", command: "play" },
  { key: "ArrowRight", shown: "→", does: "one word on", command: "tokenOn" },
  { key: "ArrowLeft", shown: "←", does: "one word back", command: "tokenBack" },
  { key: "ArrowRight", shift: true, shown: "Shift →", does: "one part of the step on", command: "partOn" },
  { key: "ArrowLeft", shift: true, shown: "Shift ←", does: "one part of the step back", command: "partBack" },
  { key: "Home", shown: "Home", does: "to the beginning", command: "begin" },
  { key: "End", shown: "End", does: "to the end", command: "end" },
  { key: "ArrowDown", shown: "↓", does: "the next unit", command: "unitOn" },
  { key: "ArrowUp", shown: "↑", does: "the unit before", command: "unitBack" },
  { key: "e", shown: "E", does: "exchange the word for another", command: "exchange" },
  { key: "u", shown: "U", does: "undo the last change", command: "undo" },
  { key: "f", shown: "F", does: "present: large, for the last row; and back", command: "present" },
  { key: "b", shown: "B", does: "blank the screen; and back", command: "blank" },
  { key: "?", shown: "?", does: "this help", command: "help" },
];

/** The figures. */
export const SIGNALS = { shown: "1 … 9", does: "open the first, second, … signal of the cell" };

/**
 * What a key asks for: one of the commands, or the n-th signal.
 * @param {{key: string, shiftKey: boolean}} pressed
 * @returns {Command | number | null}
 */
export function asked({ key, shiftKey }) {
  if (/^[1-9]$/.test(key)) return Number(key) - 1;
  const letter = /^[a-z?]$/i.test(key); // whether Shift is needed is a matter of the keyboard, and of Caps Lock
  const found = KEYS.find((one) => one.key === (letter ? key.toLowerCase() : key) && (letter || Boolean(one.shift) === shiftKey));
  return found?.command ?? null;
}
