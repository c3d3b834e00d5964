// The lab: a network that learns in front of one's eyes. Its parts, put together.

import { means, mapsOf } from "../core/lab/maps.js";
import { small } from "../core/lab/words.js";
import { t } from "../core/texts.js";
import { readAddress } from "../lib/address.js";
import { theme } from "../lib/look.js";
import { given } from "../lib/page.js";
import { cell } from "./lab/cell.js";
import { charts } from "./lab/charts.js";
import { failures } from "./lab/failures.js";
import { held } from "./lab/held.js";
import { Learning } from "./lab/learning.js";
import { followed } from "./lab/followed.js";
import { lesson } from "./lab/lesson.js";
import { arrive, onward } from "./lab/onward.js";
import { running } from "./lab/running.js";
import { series } from "./lab/series.js";
import { slowly } from "./lab/slowly.js";
import { labSource } from "./lab/source.js";
import { labState } from "./lab/state.js";
import { watched } from "./lab/watched.js";
import { writes } from "./lab/writes.js";
import { said } from "./parts/said.js";
import { tables } from "./parts/tables.js";

const state = labState(given("tasks"), given("starters"), theme);
const source = labSource();

said(state.said, () => state.pending.value);
lesson(state);
arrive(state, readAddress());
const learning = new Learning(state, source);
running(state, learning);
charts(state);
watched(state, (lane) => learning.engineOf(lane));
held(state);
series(state);
writes(state, (lane) => learning.engineOf(lane));
slowly(state, learning);
cell(state, source.anyProgram);
failures(state, learning);
onward(state, learning);
followed(state, learning);
tables({
  course: () => ({
    title: t("lab.table.course"),
    head: [t("lab.table.course.update"), t("lab.table.course.taught"), t("lab.table.course.unseen"), t("lab.table.course.loss")],
    rows: (state.lane.value?.marks.value ?? []).map(({ update, judged: { taught, unseen } }) => [
      update, ...[taught?.answers, unseen?.answers, unseen?.off].map((one) => one ?? ""),
    ]),
  }),
  moved: () => ({
    title: t("lab.table.moved"),
    head: [t("lab.table.moved.weight"), t("lab.table.moved.of"), t("lab.table.moved.shape"), t("lab.table.moved.step")],
    rows: (state.lane.value?.slow.value?.moved ?? []).map(({ symbol, name, shape, mean }) => [symbol, name, shape, small(mean)]),
  }),
  inside: () => {
    const lane = state.lane.value;
    const look = lane?.look.value;
    const bands = lane && look ? mapsOf(lane.written, look) : [];
    const words = lane?.watched.words ?? [];
    const columns = bands.map(({ values }) => means(values, words.length));
    return {
      title: t("lab.table.inside"),
      head: [t("lab.table.inside.step"), ...bands.map(({ name }) => name)],
      rows: words.map((word, n) => [{ word: `${n + 1} ${word}` }, ...columns.map((one) => one[n] ?? 0)]),
    };
  },
});
