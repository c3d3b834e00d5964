// What was compared, side by side: the words, the blocks of lanes below them, and the numbers of the present column.

import { answersAt, resultOf } from "../../core/compare/comparison.js";
import { GROUPS } from "../../core/compare/link.js";
import { MOST_UNITS } from "../../core/compare/rows.js";
import { partsOf } from "../../core/compare/story.js";
import { t } from "../../core/texts.js";
import { bindBox, bindEntry, lens, saying } from "../../lib/bind.js";
import { look } from "../../lib/look.js";
import { elementAt, input, part } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";
import { widthOf } from "../../lib/size.js";
import { fillValues, paintAll, sideBySide } from "../../views/compare/side.js";
import { brackets, edgesOf, pointAt, words } from "../../views/compare/words.js";
import { tableOf } from "../../views/tables.js";
import { run } from "./asking.js";

/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {(column: number) => void} choose
 */
export function side(state, choose) {
  const { answer, heads, isClose, blocks, column, columns, word } = state;
  const [middle, pictures] = [part("middle"), part("pictures")];
  const width = widthOf(middle);
  const made = computed(() => sideBySide(blocks.value));
  const list = computed(() => words(heads.value, isClose.value));
  const edges = computed(() => {
    void look.value; // letters of another size
    return edgesOf(list.value, columns.value.length, isClose.value, width.value);
  });

  effect(() => part("words").replaceChildren(list.value));
  effect(() => {
    part("labels").replaceChildren(...made.value.labels);
    pictures.replaceChildren(...made.value.pictures);
    part("values").replaceChildren(...made.value.values);
  });
  effect(() => {
    if (!answer.value) return;
    const { mode, story, walks } = answer.value;
    part("content").style.width = isClose.value ? "" : `${edges.value.at(-1)}px`;
    part("parts").hidden = part("result").hidden = mode !== "cells";
    const parts = mode === "cells" && walks[0] ? partsOf(story, walks[0].walk.tokens) : [];
    part("parts").replaceChildren(...brackets(parts, edges.value));
    part("side").style.setProperty("--heads", `${pictures.offsetTop}px`);
    paintAll(made.value.pictures, blocks.value, edges.value, look.value);
    middle.tabIndex = middle.scrollWidth > middle.clientWidth + 1 ? 0 : -1;
  });
  effect(() => {
    if (answer.value && list.value) pointAt(middle, part("words"), part("cursor"), edges.value, column.value, word.value);
  });
  effect(() => fillValues(made.value.values, blocks.value, column.value));
  part("words").addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("button") : null;
    if (pressed) choose(Number(pressed.dataset.column));
  });
  pictures.addEventListener("click", (event) => {
    const left = event.clientX - part("content").getBoundingClientRect().left;
    choose(Math.max(0, edges.value.findLastIndex((edge) => edge <= left)));
  });
  part("legend-memory").textContent = t("compare.legend.memory", { most: MOST_UNITS });
  groups(state);
  presentColumn(state);
}

/** Which lanes are shown, and whose probability. @param {State} state */
function groups(state) {
  const { hidden, right, rightNow, answer } = state;
  for (const name of GROUPS) {
    const shown = lens(
      () => !hidden.value.includes(name),
      (is) => (hidden.value = GROUPS.filter((one) => (one === name ? !is : hidden.value.includes(one)))),
    );
    bindBox(elementAt(document, `[data-group="${name}"]`, HTMLInputElement), shown);
  }
  const typed = lens(
    () => right.value,
    (text) => {
      right.value = text;
      run(state);
    },
  );
  bindEntry(input("right"), typed);
  effect(() => {
    input("right").placeholder = rightNow.value.answer;
  });
  saying(part("right-from"), () => {
    if (!answer.value) return "";
    const { mode } = answer.value;
    return rightNow.value.isTyped ? t(`compare.right.${mode}.typed`) : t(`compare.right.${mode}`);
  });
}

/** The present column, in numbers. @param {State} state */
function presentColumn({ answer, column, columns, word, rightNow }) {
  saying(part("result"), () => (answer.value ? resultOf(answer.value, rightNow.value.word) : ""));
  saying(part("at"), () => (answer.value ? t("compare.at", { word: word.value, n: column.value + 1, all: columns.value.length }) : "…"));
  saying(part("column-title"), () => (answer.value ? t(`compare.answers.${answer.value.mode}`, { word: word.value }) : "…"));
  effect(() => {
    if (!answer.value) return;
    const answers = answersAt(answer.value, columns.value[column.value], rightNow.value.word);
    elementAt(document, "#answers", HTMLTableElement).replaceChildren(...tableOf(answers));
  });
}
