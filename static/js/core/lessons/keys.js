// The keys of a lesson: the listener and the help are both made from this table. What moves the picture is handed on to it.

import { t } from "../texts.js";

/**
 * ``shown``: on the keyboard, if it has another name
 * @typedef {"back" | "next" | "go" | "pick" | "hand on" | "help"} Deed
 * @typedef {{keys: string[], shown: string, does: string, deed: Deed}} Row
 */

/** @type {Row[]} */
export const KEYS = [
  { keys: ["1", "2", "3", "4", "5", "6"], shown: "1 … 6", does: t("lessons.key.pick"), deed: "pick" },
  { keys: ["Enter"], shown: t("lessons.key.enter"), does: t("lessons.key.go"), deed: "go" },
  { keys: ["PageDown"], shown: t("lessons.key.page-down"), does: t("lessons.key.next"), deed: "next" },
  { keys: ["PageUp"], shown: t("lessons.key.page-up"), does: t("lessons.key.back"), deed: "back" },
  { keys: [" "], shown: t("common.key.space"), does: t("lessons.key.play"), deed: "hand on" },
  { keys: ["ArrowLeft", "ArrowRight"], shown: "← →", does: t("lessons.key.words"), deed: "hand on" },
  { keys: ["Home", "End"], shown: t("lessons.key.home-end"), does: t("lessons.key.ends"), deed: "hand on" },
  { keys: ["?"], shown: "?", does: t("common.key.help"), deed: "help" },
];

/** @param {string} key @returns {Deed | null} */
export function deedOf(key) {
  return KEYS.find(({ keys }) => keys.includes(key))?.deed ?? null;
}
