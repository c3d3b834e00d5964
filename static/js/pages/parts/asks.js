// Controls that ask for something are of no use where nobody answers: they name the request in ``data-asks``.

import { all } from "../../lib/page.js";

/** @import { Source } from "../../lib/source.js" */

/** @param {Source["can"]} can */
export function asks(can) {
  for (const one of all(document, "[data-asks]", HTMLElement)) {
    one.toggleAttribute("disabled", !can[/** @type {keyof Source["can"]} */ (one.dataset.asks)]);
  }
}
