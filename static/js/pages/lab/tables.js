// What the lab draws, as tables: how a run went, what is inside the network, how far an update moved it.

import { means, mapsOf } from "../../core/lab/maps.js";
import { isEnglish } from "../../core/lab/watched.js";
import { small } from "../../core/lab/words.js";
import { t } from "../../core/texts.js";
import { NAMES, SETS } from "./charts.js";

/** @import { Titled } from "../parts/tables.js" */
/** @import { State } from "./state.js" */

/** @param {State} state @returns {Record<string, () => Titled>} */
export function labTables({ lane }) {
  return {
    course: () => {
      const { marks, made = {}, recipe } = lane.value ?? {};
      const sets = SETS.map(([set]) => set).filter((set) => set in made);
      const shares = sets.map((set) => t("lab.table.course.share", { line: NAMES[set] }));
      return {
        title: t("lab.table.course"),
        head: [t("lab.table.course.update"), ...shares, t("lab.table.course.loss")],
        rows: (marks?.value ?? []).map(({ update, judged }) => [
          update, ...sets.map((set) => judged[set]?.[recipe?.by ?? "answers"] ?? ""), judged.unseen?.off ?? "",
        ]),
      };
    },
    moved: () => ({
      title: t("lab.table.moved"),
      head: [
        t("lab.table.moved.weight"), t("lab.table.moved.of"), t("lab.table.moved.shape"), t("lab.table.moved.step"),
      ],
      rows: (lane.value?.slow.value?.moved ?? []).map(({ symbol, name, shape, mean }) => [symbol, name, shape, small(mean)]),
    }),
    inside: () => {
      const { written, watched, made, look } = lane.value ?? {};
      const bands = written && look?.value ? mapsOf(written, look.value) : [];
      const words = watched?.words ?? [];
      const columns = bands.map(({ values }) => means(values, words.length));
      const named = (/** @type {string} */ text, /** @type {string} */ word) => (
        made?.taught && isEnglish(made.taught, word) ? { word: text } : text
      );
      return {
        title: t("lab.table.inside"),
        head: [t("lab.table.inside.step"), ...bands.map(({ name }) => name)],
        rows: words.map((word, n) => [named(`${n + 1} ${word}`, word), ...columns.map((one) => one[n] ?? 0)]),
      };
    },
  };
}
