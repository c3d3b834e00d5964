// How many words lie between the fact and the question: by hand, or the whole slide by itself.

import { MOST_FILLER } from "../../core/compare/story.js";
import { t } from "../../core/texts.js";
import { lens, bindText, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";

/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

const REST = 120; // milliseconds that the slider must rest until the cells are asked
const SWEEP = [0, 2, 5, 10, 15, 20, 30, 40, 60, 80, 100, 125, 150, 175, 200]; // words between

/**
 * @param {State} state
 * @param {Ask} ask
 */
export function slide({ filler, sweep }, ask) {
  let resting = 0;
  const words = lens(
    () => String(filler.value),
    (text) => {
      batch(() => {
        sweep.value = null;
        filler.value = Number(text);
      });
      clearTimeout(resting);
      resting = window.setTimeout(ask, REST);
    },
  );
  bindText(input("filler"), words);
  saying(part("filler-said"), () => t("compare.filler.words", { n: filler.value }));
  effect(() => input("filler").setAttribute("aria-valuetext", t("compare.filler.between", { n: filler.value })));

  async function slides() {
    const mine = (sweep.value = {});
    for (const count of SWEEP.filter((one) => one <= MOST_FILLER)) {
      filler.value = count;
      await ask();
      await new Promise((resolve) => setTimeout(resolve, 2 * REST));
      if (sweep.value !== mine) return;
    }
    sweep.value = null;
  }

  part("sweep").addEventListener("click", () => {
    if (sweep.value) sweep.value = null;
    else void slides();
  });
  saying(part("sweep"), () => (sweep.value ? t("compare.far.stop") : t("compare.far.slide", { n: MOST_FILLER })));
  saying(part("swept"), () => (sweep.value ? t("compare.filler.between", { n: filler.value }) : ""));
}
