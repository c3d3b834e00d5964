// Who wrote what is on the belt: worked out when somebody comes to see it.

import { t } from "../../core/texts.js";
import { ledgerInWords, noLedger, shares } from "../../core/walk/ledger.js";
import { ledgerTable } from "../../core/walk/tables.js";
import { answered } from "../../lib/answered.js";
import { look } from "../../lib/look.js";
import { draw, onPoint } from "../../lib/plot.js";
import { Refusal } from "../../lib/refusal.js";
import { inSight } from "../../lib/seen.js";
import { ledgerFigure } from "../../views/walk/ledger.js";
import { around, picture } from "../parts/picture.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Share } from "../../core/walk/ledger.js" */
/** @import { Source } from "../../lib/source.js" */
/** @import { State } from "./state.js" */

/**
 * @param {State} state
 * @param {Source} source
 * @param {(token: number) => void} stopAt
 */
export function ledger(state, source, stopAt) {
  const seen = inSight(around("ledger"));
  const request = () => (seen.value && !state.untaught.value && !state.preview.value ? requestOf(state) : null);
  const answer = answered(request, async (stop, { walk, body, weights }) => {
    if (source.can.ledger && !walk.belt) throw new Refusal(noLedger(walk));
    return shares(await source.ledger(body, stop), weights);
  });
  picture("ledger", answer, drawn, (all, { walk }) => ledgerInWords(walk, all));

  /**
   * @param {Share[]} all
   * @param {{walk: Walk}} request
   * @param {HTMLElement} place
   */
  function drawn(all, { walk }, place) {
    void draw(place, ledgerFigure(walk, all, look.value), 0).then(() =>
      onPoint(place, (_, __, piece) => {
        const origin = all[piece]?.origin;
        if (typeof origin === "number") stopAt(origin);
      }),
    );
  }

  return () => ({
    title: t("walk-more.ledger"),
    ...(answer.value?.answer ? ledgerTable(answer.value.request.walk, answer.value.answer) : { head: [], rows: [] }),
  });
}

/** @param {State} state */
function requestOf({ walk: { value: walk }, runRequest, lanes }) {
  const { units, weights } = walk.remembered ?? { units: lanes.value, weights: lanes.value.map(() => 1) };
  const body = { ...runRequest.value, state: walk.state, units, direction: walk.direction };
  return { key: JSON.stringify(body), body, walk, weights };
}
