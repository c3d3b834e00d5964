// What is read instead of looked at, and what is taken away.

import { told } from "../../core/changes.js";
import { quoted } from "../../core/format.js";
import { dialog, part, table } from "../../lib/page.js";
import { offerToTake } from "../../lib/taking.js";
import { laneTable, signalTable } from "../../views/tables.js";
import { beltAlone } from "./belts.js";
import { flowTable } from "./flow.js";
import { ledgerTable } from "./ledger.js";
import { now } from "./now.js";

/** @type {Record<string, () => void>} */
const TABLES = {
  lanes: () => tabled(`The lanes at ${quoted(now.walk.tokens[now.place.token]?.text)}`, (to) => laneTable(to, now.walk, now.lanes, now.place.token)),
  ledger: () => tabled("Who wrote what is on the belt", ledgerTable),
  flow: () => tabled("How far back the answer reaches", flowTable),
  values: () => tabled(`${now.signal} of the units that have a lane`, (to) => signalTable(to, now.walk, now.lanes, now.signal)),
};

export function offerTables() {
  for (const button of document.querySelectorAll("[data-table]")) {
    button.addEventListener("click", () => TABLES[button.getAttribute("data-table") ?? ""]?.());
  }
}

/**
 * @param {string} title
 * @param {(to: HTMLTableElement) => void} fill
 */
function tabled(title, fill) {
  part("table-title").textContent = title;
  fill(table("values"));
  dialog("tables").showModal();
}

/** @param {() => string} link to what is shown */
export function offerAway(link) {
  offerToTake(() => ({
    walk: now.walk,
    original: now.original,
    sentence: now.sentence,
    cellName: now.cellName,
    changes: now.changes.map((change) => told(change, now.original ?? now.walk, now.naming)),
    link: link(),
    figure: beltAlone,
  }));
}
