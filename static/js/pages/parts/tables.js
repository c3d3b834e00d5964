// What is read instead of looked at: a button with the name of a table opens it.

import { all, dialog, elementAt, part } from "../../lib/page.js";
import { tableOf } from "../../views/tables.js";

/** @import { Table } from "../../core/table.js" */

/** @typedef {Table & {title: string}} Titled */

/** @param {Record<string, () => Titled>} tables by the names on the buttons, as they are when one is pressed */
export function tables(tables) {
  for (const button of all(document, "[data-table]", HTMLButtonElement)) {
    button.addEventListener("click", () => {
      const { title, head, rows } = /** @type {Titled} */ (tables[button.dataset.table ?? ""]?.());
      part("table-title").textContent = title;
      elementAt(document, "#table", HTMLTableElement).replaceChildren(...tableOf({ head, rows }));
      dialog("tables").showModal();
    });
  }
}
