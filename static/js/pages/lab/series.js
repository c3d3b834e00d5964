// The chart of a series: what came and what was foretold of it, drawn anew as the network learns.

import { foretells, scaleOf, seriesOf } from "../../core/lab/series.js";
import { t } from "../../core/texts.js";
import { hiddenWhile } from "../../lib/bind.js";
import { eachFrame } from "../../lib/frames.js";
import { part } from "../../lib/page.js";
import { chart } from "../../views/lab/chart.js";
import { legend } from "../../views/lab/legend.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function series(state) {
  const made = () => state.lane.value?.made.unseen;
  hiddenWhile(part("series"), () => !made() || !foretells(/** @type {any} */ (made())));
  hiddenWhile(part("series-judged"), () => made()?.more.taught === undefined);
  eachFrame(() => ({ lane: state.lane.value, look: state.lane.value?.look.value }), ({ lane, look }) => {
    const unseen = lane?.made.unseen;
    if (!lane || !look || !unseen || !foretells(unseen)) return;
    const lines = seriesOf(lane.watched, look.answer, unseen.more, lane.spec.tone);
    const judged = unseen.more.taught === undefined ? undefined : [...lane.watched.wanted.keys()][0];
    part("series-chart").replaceChildren(chart(scaleOf(lines), lines, t("lab.series.picture"), { from: judged }));
    part("series-legend").replaceChildren(...legend(lines));
  });
}
