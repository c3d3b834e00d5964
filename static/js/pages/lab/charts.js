// The curves: the share of right answers and the loss, of all runs and of earlier ones.

import { logScale, shareScale } from "../../core/lab/chart.js";
import { shares } from "../../core/lab/course.js";
import { besideRules } from "../../core/lab/words.js";
import { t } from "../../core/texts.js";
import { eachFrame } from "../../lib/frames.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";
import { chart } from "../../views/lab/chart.js";
import { legend } from "../../views/lab/legend.js";

/** @import { Line } from "../../core/lab/chart.js" */
/** @import { State } from "./state.js" */

/** The sets on which it is judged, and the kinds of their lines; the later ones are drawn over the earlier ones. */
export const SETS = /** @type {const} */ ([
  ["taught", "taught"], ["beyond", "beyond"], ["invented", "beyond"], ["unseen", "unseen"],
]);
export const NAMES = {
  taught: t("lab.charts.taught"), beyond: t("lab.charts.beyond"), invented: t("lab.charts.invented"), unseen: t("lab.charts.unseen"),
};

/** @param {State} state */
export function charts(state) {
  const lines = computed(() => {
    const own = state.lanes.value.flatMap((lane) => SETS.flatMap(([set, kind]) => {
      const points = shares(lane.marks.value, set, lane.recipe.by);
      const line = NAMES[set];
      const name = state.lanes.value.length > 1 ? t("lab.charts.of-one", { network: lane.spec.title, line }) : line;
      return set in lane.made ? [/** @type {Line} */ ({ points, name, kind, tone: lane.spec.tone })] : [];
    }));
    const grey = state.earlier.value.map(({ title, shares }) => /** @type {Line} */ (
      { points: shares, name: t("lab.charts.earlier", { run: title }), kind: "earlier", tone: 0 }
    ));
    return [...grey, ...own];
  });
  const losses = computed(() => [
    ...state.earlier.value.map(({ title, course }) => /** @type {Line} */ ({ points: course.points, name: title, kind: "earlier", tone: 0 })),
    ...state.lanes.value.map(({ spec, course }) => /** @type {Line} */ ({ points: course.value.points, name: spec.title, kind: "loss", tone: spec.tone })),
  ]);
  const last = computed(() => Math.max(20, ...losses.value.map(({ points }) => points.at(-1)?.[0] ?? 0)));
  eachFrame(
    () => ({ lines: lines.value, last: last.value, goal: state.recipe.value.until <= 1 ? state.recipe.value.until : undefined }),
    ({ lines, last, goal }) => part("share").replaceChildren(chart(shareScale(last), lines, t("lab.charts.share.picture"), { goal })),
  );
  eachFrame(
    () => ({ lines: losses.value, last: last.value }),
    ({ lines, last }) => {
      const scale = logScale(last, lines.flatMap(({ points }) => points.map(([, loss]) => loss)));
      part("loss").replaceChildren(chart(scale, lines, t("lab.charts.loss.picture")));
    },
  );
  const kinds = computed(() => JSON.stringify(lines.value.map(({ name, kind, tone }) => ({ name, kind, tone }))));
  effect(() => part("legend").replaceChildren(...legend(JSON.parse(kinds.value))));
  saying(part("rules"), () => {
    const lane = state.lane.value;
    const off = lane?.marks.value.at(-1)?.judged.unseen?.off;
    return off === undefined ? "" : besideRules(off, lane?.made.unseen?.more.baselines ?? {});
  });
  hiddenWhile(part("forget"), () => !state.earlier.value.length);
  part("forget").addEventListener("click", () => (state.earlier.value = []));
}
