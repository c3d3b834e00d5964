// The address of a comparison. Whoever opens it sees the same; what is out of range is mended, and said.

import { FIRST } from "../cells.js";
import { listed, quoted } from "../format.js";
import { t } from "../texts.js";
import { MOST_FILLER } from "./story.js";

/** @typedef {"cells" | "sentences"} Mode */

export const TEXTS = /** @type {const} */ (["fact", "question", "right", "first", "second"]);

/**
 * @typedef {{
 *   mode: Mode, cells: string[], cell: string, filler: number, hidden: string[], token: number | null,
 *   texts: Partial<Record<typeof TEXTS[number], string>>,
 * }} View
 * ``hidden``: the groups of lanes that are not shown; ``token``: the column, or null for the blank
 */

export const GROUPS = ["right", "state", "gates"];
const FIRST_FILLER = 12; // words: one sentence

/**
 * @param {View} view
 * @param {string} theme
 * @returns {string} what stands behind the #
 */
export function toFragment({ mode, cells, cell, filler, hidden, token, texts }, theme) {
  const { fact = "", question = "", right = "", first = "", second = "" } = texts;
  const fields = {
    mode,
    ...(mode === "cells" ? { cells: cells.join(","), fact, filler, question } : { cell, first, second }),
    right,
    hidden: hidden.join(","),
    token: token ?? "",
    theme,
  };
  // An empty part of a story is told too: it is not what the page begins with.
  const kept = Object.entries(fields).filter(([name, value]) => value !== "" || TEXTS.some((text) => text === name && text !== "right"));
  return new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
}

/**
 * @param {string} fragment
 * @param {string[]} names of the cells that can be compared
 * @param {string[]} untaught names of those that cannot
 * @returns {{view: View, mended: string[]}}
 */
export function fromFragment(fragment, names, untaught) {
  const fields = new URLSearchParams(fragment);
  /** @type {string[]} */
  const mended = [];
  const mode = fields.get("mode") ?? "cells";
  if (mode !== "cells" && mode !== "sentences") mended.push(t("compare.link.mode", { name: quoted(mode) }));
  const wanted = (fields.get("cells") ?? "").split(",").filter(Boolean);
  const missing = wanted.find((name) => !names.includes(name));
  if (missing) mended.push(missingCells(missing, names, untaught));
  const cells = names.filter((name) => wanted.includes(name));
  const cell = fields.get("cell") ?? FIRST.cell;
  if (!names.includes(cell)) mended.push(missingCell(cell, untaught));
  const texts = Object.fromEntries(TEXTS.flatMap((name) => (fields.has(name) ? [[name, fields.get(name) ?? ""]] : [])));
  return {
    view: {
      mode: mode === "sentences" ? mode : "cells",
      cells: cells.length ? cells : FIRST.compared.filter((name) => names.includes(name)),
      cell: names.includes(cell) ? cell : FIRST.cell,
      filler: fillerOf(fields.get("filler"), mended),
      hidden: (fields.get("hidden") ?? "").split(",").filter((name) => GROUPS.includes(name)),
      token: tokenOf(fields.get("token")),
      texts,
    },
    mended,
  };
}

/**
 * @param {string} missing
 * @param {string[]} names
 * @param {string[]} untaught
 */
function missingCells(missing, names, untaught) {
  const slots = { name: quoted(missing), names: listed(names) };
  return untaught.includes(missing) ? t("compare.link.cells.untaught", slots) : t("compare.link.cells", slots);
}

/**
 * @param {string} missing
 * @param {string[]} untaught
 */
function missingCell(missing, untaught) {
  const slots = { name: quoted(missing) };
  return untaught.includes(missing) ? t("compare.link.cell.untaught", slots) : t("compare.link.cell", slots);
}

/**
 * @param {string | null} text
 * @param {string[]} mended
 */
function fillerOf(text, mended) {
  if (text === null) return FIRST_FILLER;
  if (!/^-?\d{1,6}$/.test(text)) {
    mended.push(t("compare.link.filler", { text: quoted(text), n: FIRST_FILLER }));
    return FIRST_FILLER;
  }
  const words = Math.min(MOST_FILLER, Math.max(0, Number(text)));
  if (words !== Number(text)) mended.push(t("compare.link.filler.range", { most: MOST_FILLER, text, n: words }));
  return words;
}

/** @param {string | null} text */
function tokenOf(text) {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
