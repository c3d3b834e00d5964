// What is shown of a snapshot: the words, the answer at the end, the curves, and all of it as a table.

import { count, number, percent } from "../../core/format.js";
import { answerAt } from "../../core/growing/growth.js";
import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { elementAt, part } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";
import { element } from "../../views/dom.js";
import { curvesPicture, markCurves, snapshotUnder } from "../../views/growing/curves.js";
import { fillWords, wordItems } from "../../views/growing/words.js";

/** @import { State } from "./state.js" */

const HEAD = [
  t("growing.table.updates"),
  t("growing.table.before"),
  t("growing.table.at"),
  t("growing.table.end"),
  t("growing.table.gate"),
];

/** @param {State} state */
export function showing(state) {
  hiddenWhile(part("grown"), () => !state.answer.value);
  saying(part("after"), () => {
    const all = state.answer.value?.snapshots.at(-1)?.updates ?? 0;
    return t("growing.after", { n: state.snapshot.value?.updates ?? 0, all });
  });
  effect(() => part("findings").replaceChildren(...state.findings.value.map((text) => element("p", {}, text))));
  const items = computed(() => (state.answer.value ? wordItems(state.answer.value, state.turn.value?.token ?? -1) : []));
  effect(() => part("words").replaceChildren(...items.value));
  effect(() => void (state.answer.value && fillWords(items.value, state.answer.value, state.at.value)));
  effect(() => part("answer").replaceChildren(...answers(state)));
  curves(state);
  part("head").replaceChildren(element("tr", {}, ...HEAD.map((text) => element("th", { scope: "col" }, text))));
  effect(() => part("rows").replaceChildren(...rows(state)));
}

/** @param {State} state */
function answers({ snapshot, answer }) {
  return (snapshot.value?.belief[answer.value?.end ?? 0] ?? []).map(({ word, p }) => {
    const item = element("li", {}, element("span", { lang: "en" }, word), element("span", {}, percent(p)));
    item.style.setProperty("--p", String(p));
    return item;
  });
}

/** @param {State} state */
function curves(state) {
  const figure = part("curves");
  effect(() => {
    if (state.answer.value) figure.replaceChildren(...curvesPicture(state.answer.value, state.curves.value));
  });
  effect(() => markCurves(figure, state.last.value ? state.at.value / state.last.value : 0));
  const take = (/** @type {PointerEvent} */ event) => {
    if (!(event.buttons & 1)) return;
    const plot = elementAt(figure, ".plot", HTMLElement);
    [state.playing.value, state.at.value] = [false, snapshotUnder(plot, event.clientX, state.last.value)];
  };
  figure.addEventListener("pointerdown", take);
  figure.addEventListener("pointermove", take);
}

/** @param {State} state */
function rows({ answer: { value: growing }, turn: { value: turn } }) {
  if (!growing) return [];
  return growing.snapshots.map((snapshot) => {
    const [before, at] = turn ? [answerAt(snapshot, turn.token - 1), answerAt(snapshot, turn.token)] : ["", ""];
    const gate = turn ? number(snapshot.gates[growing.keeps]?.[turn.token] ?? 0) : "";
    const words = [before, at, answerAt(snapshot, growing.end)].map((word) => (
      word ? element("td", { lang: "en" }, word) : element("td", {}, t("common.not-sure"))
    ));
    return element("tr", {}, element("td", {}, count(snapshot.updates)), ...words, element("td", {}, gate));
  });
}
