// How far each cell remembers: what was measured, and the live run, which grows with every text that is asked.

import { lookOf } from "../../core/cells.js";
import { findings } from "../../core/compare/findings.js";
import { bandsOf, guessed, trainingsOf, withDeeper } from "../../core/compare/gaps.js";
import { gapOf } from "../../core/compare/story.js";
import { scoreRows } from "../../core/compare/tables.js";
import { quoted } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { saying } from "../../lib/bind.js";
import { look } from "../../lib/look.js";
import { widthOfText } from "../../lib/measure.js";
import { part } from "../../lib/page.js";
import { draw } from "../../lib/plot.js";
import { computed, effect } from "../../lib/signals.js";
import { widthOf } from "../../lib/size.js";
import { tones } from "../../lib/tones.js";
import { measuredFigure } from "../../views/compare/measured.js";
import { element } from "../../views/dom.js";

/** @import { State } from "./state.js" */

const ROOM = 640; // pixels, from which on the names of the cells stand beside their lines

/** @param {State} state */
export function far({ measured, answer, live, rightNow }) {
  const gap = computed(() => {
    const walk = answer.value?.mode === "cells" ? answer.value.walks[0]?.walk : null;
    return answer.value && walk ? { gap: gapOf(answer.value.story, walk, rightNow.value.word), filler: answer.value.story.filler } : null;
  });
  const width = widthOf(part("chart"));
  const isRoomy = computed(() => width.value > ROOM);
  const bands = computed(() => bandsOf(measured.value));
  const looks = computed(() => {
    const names = measured.value.map(({ name }) => name);
    const all = names.map((name) => ({ name, ...lookOf(name, names) }));
    return Object.fromEntries(all.map(({ name, tone, symbol }) => [name, { color: tones.value[tone - 1] ?? "", symbol }]));
  });
  effect(() => {
    if (!measured.value.length) return;
    const chosen = withDeeper(answer.value?.chosen ?? [], measured.value);
    const cells = { cells: measured.value, bands: bands.value, guesses: guessed(measured.value) };
    const shown = { ...cells, chosen, live: live.value.points, tones: looks.value };
    void draw(part("chart"), measuredFigure(shown, isRoomy.value ? widthOfText : null, look.value), 0);
  });
  const scores = computed(() => measured.value.flatMap(({ gaps }) => Object.values(gaps)));
  const trainings = computed(() => trainingsOf(scores.value));
  saying(part("filled"), () => {
    if (!scores.value.length) return t("compare.far.filled.loading");
    const { n, how } = trainings.value;
    return t("compare.far.filled", { n: Math.min(...scores.value.map(({ questions }) => questions)), bar: t(`compare.far.bar.${how}`, { n }) });
  });
  saying(part("trained"), () => (scores.value.length ? t(`compare.far.${trainings.value.how}`, trainings.value) : ""));
  saying(part("trained-why"), () => (scores.value.length ? t(`compare.far.${trainings.value.how}.why`, trainings.value) : ""));
  effect(() => part("findings").replaceChildren(...findings(measured.value, bands.value).map((text) => element("li", {}, text))));
  saying(part("open"), () => {
    const { word } = rightNow.value;
    const said = word ? t("compare.far.open", { word: quoted(word) }) : t("compare.far.open.loading");
    return word && gap.value ? t("compare.far.open.and", { said, word: quoted(word), ...gap.value }) : said;
  });
  part("forget").addEventListener("click", () => (live.value = { ...live.value, points: new Map() }));
  return () => ({
    title: t(`compare.far.table.${trainings.value.how}`, trainings.value),
    ...scoreRows(measured.value, bands.value, live.value.points),
  });
}
