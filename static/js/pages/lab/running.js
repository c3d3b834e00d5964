// Run, pause, one update, ten, slow; to the same start or to another one; and how far it is.

import { inARow } from "../../core/format.js";
import { goalInWords, shareInWords, standingInWords } from "../../core/lab/words.js";
import { t } from "../../core/texts.js";
import { bindBox, lens, saying } from "../../lib/bind.js";
import { elementAt, input, part } from "../../lib/page.js";
import { computed, effect } from "../../lib/signals.js";
import { budgetFrom } from "./learning.js";

/** @import { Learning } from "./learning.js" */
/** @import { Lane, State } from "./state.js" */

const MOST_SEED = 9999;

/** @param {State} state @param {Learning} learning */
export function running(state, learning) {
  part("run").addEventListener("click", () => {
    if (state.isLearning.value) return learning.pause();
    scrollBy(0, Math.max(0, part("share").getBoundingClientRect().bottom - innerHeight)); // a phone's screen ends above
    void learning.go();
  });
  saying(part("run"), () => (state.isLearning.value ? t("common.pause") : t("lab.run")));
  part("one").addEventListener("click", () => void learning.go(1));
  part("ten").addEventListener("click", () => void learning.go(10));
  bindBox(input("slow"), state.isSlow);
  part("rewind").addEventListener("click", () => learning.rewind());
  const seed = input("seed");
  const typed = lens(() => state.seed.value, (value) => {
    const next = Math.round(Number(value));
    if (Number.isFinite(next)) state.seed.value = Math.min(MOST_SEED, Math.max(0, next));
  });
  effect(() => void (seed.value = String(typed.value)));
  seed.addEventListener("change", () => {
    typed.value = Number(seed.value);
    seed.value = String(typed.value);
  });
  part("fresh").addEventListener("click", () => (state.seed.value = (state.seed.value + 1) % (MOST_SEED + 1)));
  effect(() => {
    for (const name of ["one", "ten"]) elementAt(document, `#${name}`, HTMLButtonElement).disabled = state.isLearning.value || Boolean(state.wrong.value);
    elementAt(document, "#run", HTMLButtonElement).disabled = Boolean(state.fault.value || state.wrong.value);
  });
  saying(part("standing"), () => {
    if (state.fault.value) return t("lab.standing.wrong-cell");
    if (state.wrong.value) return t("lab.standing.wrong-settings");
    if (state.pending.value && !state.lanes.value.length) return t("lab.standing.loading");
    const many = state.lanes.value.length > 1;
    return inARow(state.lanes.value.map((lane) => {
      const standing = standingOf(state, lane);
      return many ? t("lab.standing.of-one", { network: lane.spec.title, standing }) : standing;
    }));
  });
  const hasBegun = computed(() => state.lanes.value.some(({ update }) => update.value > 0));
  saying(part("knows"), () => t(hasBegun.value ? "lab.lede.begun" : "lab.lede"));
  saying(part("goal"), () => goalInWords(state.recipe.value));
  effect(() => {
    const update = Math.max(0, ...state.lanes.value.map((lane) => lane.update.value));
    const { updates } = state.recipe.value;
    elementAt(document, "#budget", HTMLProgressElement).value = (update % updates) / updates || (update ? 1 : 0);
  });
}

/** @param {State} state @param {Lane} lane */
function standingOf(state, lane) {
  const { update, seconds, ended, isLearning, marks, recipe } = lane;
  const judged = marks.value.at(-1)?.judged[recipe.on];
  const standing = standingInWords({
    update: update.value, budget: budgetFrom(Math.max(0, update.value - 1), state.recipe.value.updates), share: null,
    seconds: seconds.value, ended: ended.value, isLearning: isLearning.value,
  });
  return judged && recipe.until <= 1 ? t("lab.standing.with-share", { standing, share: shareInWords(judged[recipe.by]) }) : standing;
}
