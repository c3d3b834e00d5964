// Who wrote what is on the belt: asked of the app, drawn, and said.

import { number, quoted } from "../../core/format.js";
import { shares } from "../../core/ledger.js";
import { ledger, Refusal } from "../../lib/api.js";
import { look } from "../../lib/look.js";
import { part } from "../../lib/page.js";
import { draw, onPoint } from "../../lib/plot.js";
import { ledgerFigure } from "../../views/ledger.js";
import { tableOf } from "../../views/tables.js";
import { asked, now } from "./now.js";

/** What is drawn, and of which walk. @type {{walk: import("../../core/walk.js").Walk | null, shares: import("../../core/ledger.js").Share[]}} */
let written = { walk: null, shares: [] };

/** @param {(token: number) => void} goTo */
export async function askLedger(goTo) {
  const { walk } = now;
  if (!walk.belt) {
    const made = walk.cell.equations.find(({ name }) => name === walk.state);
    throw new Refusal(`There is no exact ledger here: in ${made?.text}, old and new are squeezed together, and no part of the old stays apart.`);
  }
  const memory = walk.remembered ?? { units: now.lanes, weights: now.lanes.map(() => 1), fact: "" };
  const book = await ledger({ ...asked(), state: walk.state, units: memory.units, direction: walk.direction });
  return () => {
    written = { walk, shares: shares(book, memory.weights) };
    void draw(part("ledger"), ledgerFigure(walk, written.shares, look()), 0).then(() =>
      onPoint(part("ledger"), (_, __, piece) => {
        const origin = written.shares[piece]?.origin;
        if (typeof origin === "number") goTo(origin);
      }),
    );
    return ledgerInWords(walk, written.shares);
  };
}

/**
 * Whose share is the largest where the walk leads.
 * @param {import("../../core/walk.js").Walk} walk
 * @param {import("../../core/ledger.js").Share[]} all
 */
function ledgerInWords(walk, all) {
  const at = walk.destination;
  const whole = all.reduce((sum, { amounts }) => sum + (amounts[at] ?? 0), 0);
  const most = [...all].sort((a, b) => (b.amounts[at] ?? 0) - (a.amounts[at] ?? 0))[0];
  if (!most || typeof most.origin !== "number" || !whole) return "";
  const share = (most.amounts[at] ?? 0) / whole;
  return `At ${quoted(walk.tokens[at]?.text)}, ${number(100 * share, 0)} % of it was written at ${quoted(walk.tokens[most.origin]?.text)} (word ${most.origin + 1}).`;
}

/** @param {HTMLTableElement} table */
export function ledgerTable(table) {
  const { walk, shares: all } = written;
  if (!walk) return;
  const head = ["at", ...all.map(({ origin }) => (origin === null ? "all other words" : `from ${walk.tokens[origin]?.text} (word ${origin + 1})`))];
  tableOf(table, head, walk.tokens.map(({ text }, token) => [text, ...all.map(({ amounts }) => amounts[token] ?? 0)]));
}
