// The keys of the page: the listener and the help are both made from this table.

/**
 * @typedef {"play" | "tokenOn" | "tokenBack" | "partOn" | "partBack" | "begin" | "end" | "unitOn" | "unitBack" | "exchange" | "undo" | "present" | "blank" | "help"} Command
 * @typedef {{key: string, shift?: boolean, shown: string, does: string, command: Command}} Key ``does``: the id of a text; ``shown``: what
 *   stands on the key, or the id of its name
 */

/** @type {Key[]} */
export const KEYS = [
  { key: " ", shown: "common.key.space", does: "keys.does.play", command: "play" },
  { key: "ArrowRight", shown: "→", does: "keys.does.word-on", command: "tokenOn" },
  { key: "ArrowLeft", shown: "←", does: "keys.does.word-back", command: "tokenBack" },
  { key: "ArrowRight", shift: true, shown: "→", does: "keys.does.part-on", command: "partOn" },
  { key: "ArrowLeft", shift: true, shown: "←", does: "keys.does.part-back", command: "partBack" },
  { key: "Home", shown: "keys.home", does: "keys.does.begin", command: "begin" },
  { key: "End", shown: "keys.end", does: "keys.does.end", command: "end" },
  { key: "ArrowDown", shown: "↓", does: "keys.does.unit-on", command: "unitOn" },
  { key: "ArrowUp", shown: "↑", does: "keys.does.unit-back", command: "unitBack" },
  { key: "e", shown: "E", does: "keys.does.exchange", command: "exchange" },
  { key: "u", shown: "U", does: "keys.does.undo", command: "undo" },
  { key: "f", shown: "F", does: "keys.does.present", command: "present" },
  { key: "b", shown: "B", does: "keys.does.blank", command: "blank" },
  { key: "?", shown: "?", does: "common.key.help", command: "help" },
];

/** The figures. */
export const SIGNALS = { shown: "1 … 9", does: "keys.does.signal" };

/**
 * What a key asks for: one of the commands, or the n-th signal.
 * @param {{key: string, shiftKey: boolean}} pressed
 * @returns {Command | number | null}
 */
export function commandOf({ key, shiftKey }) {
  if (/^[1-9]$/.test(key)) return Number(key) - 1;
  const letter = /^[a-z?]$/i.test(key); // whether Shift is needed is a matter of the keyboard, and of Caps Lock
  const row = KEYS.find((one) => one.key === (letter ? key.toLowerCase() : key) && (letter || Boolean(one.shift) === shiftKey));
  return row?.command ?? null;
}
