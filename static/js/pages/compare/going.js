// Going through a text, column by column.

import { inARow } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { batch } from "../../lib/signals.js";

/** @import { State } from "./state.js" */

export const PAUSES = { slow: 1000, usual: 400, fast: 120 }; // milliseconds for each word

/** @param {State} state */
export function going({ column, columns, playing }) {
  const last = () => columns.value.length - 1;
  /** @param {number} to */
  const seek = (to) => {
    if (columns.value.length) column.value = Math.max(0, Math.min(last(), to)); // else nothing is there yet
  };
  return {
    seek,
    step: () => (column.value < last() ? seek(column.value + 1) : void (playing.value = false)),
    start: () => {
      if (column.value >= last()) seek(0);
    },
    commands: {
      begin: () => seek(0),
      end: () => seek(last()),
      tokenBack: () => seek(column.value - 1),
      tokenOn: () => seek(column.value + 1),
    },
    /** @param {number} to */
    choose: (to) =>
      batch(() => {
        playing.value = false;
        seek(to);
      }),
  };
}

/** Where one is, in words. @param {State} state */
export function whereIn({ column, columns, word }) {
  return t("common.word-of", { n: column.value + 1, all: columns.value.length, word: word.value });
}

/** What is shown there, for those who hear it. @param {State} state */
export function spoken({ blocks, answer, column, word }) {
  const values = blocks.value.map(({ title, lanes: [first] }) =>
    first ? t("compare.spoken.block", { title, row: first.name, value: first.text(column.value) }) : "",
  );
  return answer.value ? t("compare.spoken", { word: word.value, blocks: inARow(values) }) : "";
}
