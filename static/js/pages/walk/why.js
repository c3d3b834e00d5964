// Why it remembers: which word wrote what is in the memory, and how far back an answer reaches.

import { lettingGo, letThrough, relative, relativeOf } from "../../core/flow.js";
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
const latest = { ledger: 0, flow: 0 }; // only what was asked for last is drawn
let followed = ""; // the sentence in which an answer is followed
// What is drawn, and of which walk.
/** @type {{walk: import("../../core/walk.js").Walk | null, shares: import("../../core/ledger.js").Share[]}} */
let written = { walk: null, shares: [] };
/** @type {{walk: import("../../core/walk.js").Walk | null, strengths: Strength[]}} */
let felt = { walk: null, strengths: [] };

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
  const ledgerIsOld = whenSeen(section("ledger"), () => void drawnOrSaid("ledger", () => askLedger(goTo)));
  const flowIsOld = whenSeen(section("flow"), () => void drawnOrSaid("flow", askFlow));
  select("flow-at").addEventListener("change", flowIsOld);

  /** After a new walk, or in other colours. */
  function show() {
    const blank = now.walk.trace.blanks.length > 0;
    const [atBlank] = select("flow-at").options;
    if (atBlank) atBlank.hidden = atBlank.disabled = !blank;
    if (!blank || followed !== now.sentence) select("flow-at").value = blank ? "blank" : "here";
    followed = now.sentence;
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

/** What holds a picture: it has a place on the page even while the picture is hidden. @param {string} name */
function section(name) {
  return /** @type {Element} */ (part(name).closest("section"));
}

/**
 * Draws, or says why not.
 * @param {"ledger" | "flow"} name
 * @param {() => Promise<() => string>} find what is to be drawn: the result draws it, and says what is to be seen
 */
async function drawnOrSaid(name, find) {
  const mine = ++latest[name];
  let text = NEEDS_THE_APP;
  /** @type {(() => string) | null} */
  let draws = null;
  try {
    if (!isOffline) draws = await find();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    text = error.message;
  }
  if (mine !== latest[name]) return;
  part(name).hidden = !draws;
  document.querySelector(`[data-table=${name}]`)?.toggleAttribute("disabled", !draws);
  part(`${name}-said`).textContent = draws ? draws() : text;
}

/** @param {(token: number) => void} goTo */
async function askLedger(goTo) {
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

async function askFlow() {
  const { walk, place } = now;
  const at = select("flow-at").value === "blank" ? walk.destination : place.token;
  const token = walk.saidAfter(at);
  if (token < 0) throw new Refusal("Nothing stands before this blank, so its answer hangs on nothing. Choose another word.");
  const { blank, words } = walk.expected(at);
  const word = words[0]?.word ?? "";
  const others = /** @type {HTMLInputElement[]} */ ([...part("flow-cells").querySelectorAll("input:checked")]).map(({ value }) => value);
  const titles = new Map([...select("cell").options].map(({ value, text }) => [value, text]));
  const saidBefore = blank && walk.readsBothWays ? at - 1 : token; // where the other cells say it
  const beside = others.filter((name) => name !== now.cellName && saidBefore >= 0);
  const [own, rest] = await Promise.all([
    gradients({ ...asked(), token, word }),
    Promise.all(beside.map((cell) => gradients({ sentence: asked().sentence, cell, edits: [], token: saidBefore, word }))),
  ]);
  /** @type {Strength[]} */
  const found = [{ name: "the word itself", values: relative(own, "input", walk.readsBothWays), kind: "word" }];
  if (!walk.readsBothWays) found.push({ name: `the state ${walk.state}`, values: relative(own, walk.state), kind: "state" });
  if (walk.remembered) found.push({ name: `its units that hold the ${walk.remembered.fact}`, values: relativeOf(own, walk.state, walk.remembered.units), kind: "held" });
  if (walk.belt && walk.remembered) found.push({ name: `the product of ${walk.belt.keeps.text}`, values: letThrough(walk, walk.remembered, token), kind: "gates" });
  rest.forEach((one, n) => {
    const state = "c" in one.strength ? "c" : "h";
    found.push({ name: `${titles.get(beside[n] ?? "")} ${state}`, values: relative(one, state), kind: "other" });
  });
  const after = quoted(walk.tokens[token]?.text);
  const answer = `The answer followed: ${quoted(word)}, ${walk.readsBothWays ? `in place of ${after}` : blank ? `for the blank, said at ${after}` : `said after ${after}`}.`;
  const state = found.find(({ kind }) => kind === "state");
  const left = [`${walk.state} ${amount(state?.values[0] ?? 0)}`, ...found.slice(found.length - rest.length).map(({ name, values }) => `${name} ${amount(values[0] ?? 0)}`)];
  const reach = walk.readsBothWays
    ? "It hangs on the words before and behind it."
    : `Of the gradient there, this much is left ${token} words back, at the first word: ${left.join(", ")}.`;
  const end = walk.belt && walk.remembered ? lettingGo(letThrough(walk, walk.remembered, token)) : -1;
  const why = end < 0 ? "" : ` At ${quoted(walk.tokens[end]?.text)} the gates let go, so what stood before it hardly counts.`;
  return () => {
    felt = { walk, strengths: found };
    void draw(part("flow"), flowFigure(walk, found, look()), 0);
    return `${answer} ${reach}${why}`;
  };
}

/** @param {number} share */
function amount(share) {
  return share >= 0.001 ? number(share, 3) : share.toExponential(1).replace("-", "−");
}

/** @param {HTMLTableElement} table */
export function ledgerTable(table) {
  const { walk, shares: all } = written;
  if (!walk) return;
  const head = ["at", ...all.map(({ origin }) => (origin === null ? "all other words" : `from ${walk.tokens[origin]?.text} (word ${origin + 1})`))];
  tableOf(table, head, walk.tokens.map(({ text }, token) => [text, ...all.map(({ amounts }) => amounts[token] ?? 0)]));
}

/** @param {HTMLTableElement} table */
export function flowTable(table) {
  const { walk, strengths } = felt;
  const length = strengths[0]?.values.length ?? 0;
  const rows = walk?.tokens.slice(0, length).map(({ text }, token) => [text, ...strengths.map(({ values }) => (values[token] ?? 0).toExponential(3))]) ?? [];
  tableOf(table, ["at", ...strengths.map(({ name }) => name)], rows);
}
