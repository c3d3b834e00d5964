// Why it remembers: which word wrote what is in the memory, and how far back an answer reaches.

import { letThrough, relative, relativeOf } from "../../core/flow.js";
import { number, quoted } from "../../core/format.js";
import { shares } from "../../core/ledger.js";
import { gradients, ledger, Refusal } from "../../lib/api.js";
import { look } from "../../lib/look.js";
import { isOffline } from "../../lib/offline.js";
import { part, select } from "../../lib/page.js";
import { draw, onPoint } from "../../lib/plot.js";
import { whenSeen } from "../../lib/seen.js";
import { element } from "../../views/dom.js";
import { flowFigure } from "../../views/flow.js";
import { ledgerFigure } from "../../views/ledger.js";
import { tableOf } from "../../views/tables.js";
import { asked, now } from "./now.js";

/** @typedef {import("../../views/flow.js").Strength} Strength */

const NEEDS_THE_APP = "For this the app must be running.";
/** @type {import("../../core/ledger.js").Share[]} */
let written = [];
/** @type {Strength[]} */
let strengths = [];

/** @param {(token: number) => void} goTo */
export function why(goTo) {
  const cells = [...select("cell").options].filter(({ value }) => value !== "blanks");
  part("flow-cells").replaceChildren(
    "Beside it",
    ...cells.map(({ value, text }) => {
      const box = element("input", { type: "checkbox", value });
      box.addEventListener("change", () => flowIsOld());
      return element("label", {}, box, ` ${text}`);
    }),
  );
  const ledgerIsOld = whenSeen(part("ledger"), () => void told("ledger", () => drawLedger(goTo)));
  const flowIsOld = whenSeen(part("flow"), () => void told("flow", drawFlow));
  select("flow-at").addEventListener("change", flowIsOld);

  /** After a new walk, or in other colours. */
  function show() {
    const blank = now.walk.trace.blanks.length > 0;
    const [atBlank] = select("flow-at").options;
    if (atBlank) atBlank.hidden = atBlank.disabled = !blank;
    select("flow-at").value = blank ? "blank" : "here";
    ledgerIsOld();
    flowIsOld();
  }

  /** Where one has stayed. */
  function stay() {
    const [, here] = select("flow-at").options;
    if (here) here.text = `after ${quoted(now.walk.tokens[now.place.token]?.text)}`;
    if (select("flow-at").value === "here") flowIsOld();
  }

  return { show, stay };
}

/**
 * Draws, or says why not.
 * @param {"ledger" | "flow"} name
 * @param {() => Promise<string>} act
 */
async function told(name, act) {
  let text = NEEDS_THE_APP;
  let there = false;
  try {
    if (!isOffline) [text, there] = [await act(), true];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    text = error.message;
  }
  part(`${name}-said`).textContent = text;
  part(name).hidden = !there;
}

/** @param {(token: number) => void} goTo */
async function drawLedger(goTo) {
  const { walk } = now;
  if (!walk.belt) {
    const made = walk.cell.equations.find(({ name }) => name === walk.state);
    throw new Refusal(`There is no exact ledger here: in ${made?.text}, old and new are squeezed together, and no part of the old stays apart.`);
  }
  const memory = walk.remembered ?? { units: now.lanes, weights: now.lanes.map(() => 1), fact: "" };
  const book = await ledger({ ...asked(), state: walk.state, units: memory.units, direction: walk.direction });
  written = shares(book, memory.weights);
  part("ledger").hidden = false;
  await draw(part("ledger"), ledgerFigure(walk, written, look()), 0);
  onPoint(part("ledger"), (_, __, piece) => {
    const origin = written[piece]?.origin;
    if (typeof origin === "number") goTo(origin);
  });
  return ledgerInWords();
}

/** Whose share is the largest where the walk leads. */
function ledgerInWords() {
  const at = now.walk.destination;
  const all = written.reduce((sum, { amounts }) => sum + (amounts[at] ?? 0), 0);
  const most = [...written].sort((a, b) => (b.amounts[at] ?? 0) - (a.amounts[at] ?? 0))[0];
  if (!most || typeof most.origin !== "number" || !all) return "";
  const share = (most.amounts[at] ?? 0) / all;
  return `At ${quoted(now.walk.tokens[at]?.text)}, ${number(100 * share, 0)} % of it was written at ${quoted(now.walk.tokens[most.origin]?.text)} (word ${most.origin + 1}).`;
}

async function drawFlow() {
  const { walk, place } = now;
  const at = select("flow-at").value === "blank" ? walk.destination : place.token;
  const token = walk.saidAfter(at);
  if (token < 0) throw new Refusal("Nothing stands before this blank, so its answer hangs on nothing. Choose another word.");
  const { blank, words } = walk.expected(at);
  const word = words[0]?.word ?? "";
  const others = /** @type {HTMLInputElement[]} */ ([...part("flow-cells").querySelectorAll("input:checked")]).map(({ value }) => value);
  const titles = new Map([...select("cell").options].map(({ value, text }) => [value, text]));
  const beside = others.filter((name) => name !== now.cellName);
  const [own, ...rest] = await Promise.all([
    gradients({ ...asked(), token, word }),
    ...beside.map((cell) => gradients({ sentence: asked().sentence, cell, edits: [], token, word })),
  ]);
  if (!own || walk !== now.walk) return "";
  /** @type {Strength[]} */
  const found = [{ name: "the word itself", values: relative(own, "input", walk.readsBothWays), kind: "word" }];
  if (!walk.readsBothWays) found.push({ name: `the state ${walk.state}`, values: relative(own, walk.state), kind: "state" });
  if (walk.remembered) found.push({ name: `its units that hold the ${walk.remembered.fact}`, values: relativeOf(own, walk.state, walk.remembered.units), kind: "held" });
  if (walk.belt && walk.remembered) found.push({ name: `the product of ${walk.belt.keeps.text}`, values: letThrough(walk, walk.remembered, token), kind: "gates" });
  rest.forEach((one, n) => {
    const state = "c" in one.strength ? "c" : "h";
    found.push({ name: `${titles.get(beside[n] ?? "")} ${state}`, values: relative(one, state), kind: "other" });
  });
  strengths = found;
  part("flow").hidden = false;
  await draw(part("flow"), flowFigure(walk, found, look()), 0);
  const after = quoted(walk.tokens[token]?.text);
  const followed = `The answer followed: ${quoted(word)}, ${walk.readsBothWays ? `in place of ${after}` : blank ? `for the blank, said at ${after}` : `said after ${after}`}.`;
  if (walk.readsBothWays) return `${followed} It hangs on the words before and behind it.`;
  const first = found.find(({ kind }) => kind === "state")?.values[0] ?? 0;
  const besides = found.slice(found.length - rest.length).map(({ name, values }) => `${name} ${amount(values[0] ?? 0)}`);
  const left = [`${walk.state} ${amount(first)}`, ...besides].join(", ");
  return `${followed} Of the gradient there, this much is left ${token} words back, at the first word: ${left}.`;
}

/** @param {number} share */
function amount(share) {
  return share >= 0.001 ? number(share, 3) : share.toExponential(1).replace("-", "−");
}

/** @param {HTMLTableElement} table */
export function ledgerTable(table) {
  const { walk } = now;
  const head = ["at", ...written.map(({ origin }) => (origin === null ? "all other words" : `from ${walk.tokens[origin]?.text} (word ${origin + 1})`))];
  tableOf(table, head, walk.tokens.map(({ text }, token) => [text, ...written.map(({ amounts }) => amounts[token] ?? 0)]));
}

/** @param {HTMLTableElement} table */
export function flowTable(table) {
  const length = strengths[0]?.values.length ?? 0;
  const rows = now.walk.tokens.slice(0, length).map(({ text }, token) => [text, ...strengths.map(({ values }) => (values[token] ?? 0).toExponential(3))]);
  tableOf(table, ["at", ...strengths.map(({ name }) => name)], rows);
}
