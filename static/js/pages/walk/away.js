// What is read instead of looked at, and what is taken away.

import { quoted } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { changeInWords } from "../../core/walk/changes.js";
import { laneTable, signalTable } from "../../core/walk/tables.js";
import { saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { offerToTake } from "../../lib/taking.js";
import { tables } from "../parts/tables.js";

/** @import { Figure } from "../../core/figure.js" */
/** @import { Titled } from "../parts/tables.js" */
/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {Record<string, () => Titled>} others tables, of what was asked for besides
 */
export function offerTables({ walk, lanes, place, signal }, others) {
  tables({
    ...others,
    lanes: () => {
      const { token } = place.value;
      return { title: t("walk-more.table.lanes", { word: quoted(walk.value.tokens[token]?.text) }), ...laneTable(walk.value, lanes.value, token) };
    },
    values: () => ({ title: t("walk-more.table.values", { signal: signal.value }), ...signalTable(walk.value, lanes.value, signal.value) }),
  });
}

/**
 * @param {State} state
 * @param {{alone: () => Figure, size: () => {width: number, height: number}}} belt
 */
export function offerAway({ answer, base, naming, link, taken }, { alone, size }) {
  saying(part("taken"), () => taken.value);
  offerToTake(taken, () => {
    const { request: { sentence, cell, changes }, walk, original } = answer.value;
    const words = changes.map((change) => changeInWords(change, base.value, naming.value));
    return { walk, original, sentence, cellName: cell, changes: words, link: link.value, figure: alone, size: size() };
  });
}
