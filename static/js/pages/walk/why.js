// Why this answer: one press leads to the word since which it answers so, another one back.

import { t } from "../../core/texts.js";
import { saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";

/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {(token: number) => void} stopAt
 */
export function why({ place, origin, whyOf, whyAt, waits }, stopAt) {
  const button = part("why");
  const isThere = () => whyAt.value >= 0;
  saying(button, () => t(isThere() ? "common.back" : "walk.why"));
  effect(() => {
    button.title = t(isThere() ? "walk.why.back" : "walk.why.means");
    button.classList.toggle("comes", waits.value || (!isThere() && origin.value < 0)); // its place is kept, so that nothing moves
  });
  effect(() => {
    if (whyOf.value >= 0 && whyAt.value < 0) whyOf.value = -1; // one has gone elsewhere
  });
  button.addEventListener("click", () =>
    batch(() => {
      const [from, to] = isThere() ? [-1, whyOf.value] : [place.value.token, origin.value];
      whyOf.value = from;
      stopAt(to);
    }),
  );
}
