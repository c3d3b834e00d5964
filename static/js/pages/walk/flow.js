// How far back the answer reaches: in the cell that is shown, in others beside it, and in each before it learned anything.

import { BOTH_WAYS, FIRST, isTaught } from "../../core/cells.js";
import { letThrough, relative, relativeOf } from "../../core/flow.js";
import { reachInWords } from "../../core/reach.js";
import { gradients, Refusal } from "../../lib/api.js";
import { look } from "../../lib/look.js";
import { input, part, select } from "../../lib/page.js";
import { draw } from "../../lib/plot.js";
import { element } from "../../views/dom.js";
import { flowFigure } from "../../views/flow.js";
import { tableOf } from "../../views/tables.js";
import { cellOf, learnCells } from "./cells.js";
import { asked, now } from "./now.js";

/**
 * @typedef {import("../../core/reach.js").Strength} Strength
 * @typedef {{at: number, token: number, word: string, blank: boolean}} Answer ``at``: where it stands; ``token``: after which it is said
 * @typedef {import("../../core/flow.js").Gradients} Gradients
 */

/** What is drawn, and of which walk. @type {{walk: import("../../core/walk.js").Walk | null, strengths: Strength[]}} */
let felt = { walk: null, strengths: [] };

/** Boxes for the cells that can stand beside the one that is shown. @param {() => void} changed */
export function offerBeside(changed) {
  const cells = [...select("cell").options].filter(({ value }) => value !== BOTH_WAYS.name);
  part("flow-cells").replaceChildren(
    "Beside it",
    ...cells.map(({ value, text }) => {
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", value }));
      box.checked = FIRST.followed.includes(value);
      return element("label", {}, box, ` ${text}`);
    }),
  );
  part("flow-cells").addEventListener("change", changed);
  input("flow-before").addEventListener("change", changed);
}

/** @returns {Promise<() => string>} draws it, and says what is to be seen */
export async function askFlow() {
  const { walk } = now;
  const answer = answerToFollow();
  await learnCells();
  for (const box of boxes()) {
    box.disabled = !isTaught(cellOf(box.value));
    box.title = box.disabled ? "This cell has not been taught yet." : "";
  }
  const beside = boxes().filter(({ checked, disabled, value }) => checked && !disabled && value !== now.cellName).map(({ value }) => value);
  const { token, word } = answer;
  const [own, others] = await Promise.all([gradients({ ...asked(), token, word }), askOthers(beside, answer)]);
  const strengths = [...ownStrengths(own, answer), ...others];
  return () => {
    felt = { walk, strengths };
    void draw(part("flow"), flowFigure(walk, strengths, look()), 0);
    return reachInWords(walk, answer, strengths);
  };
}

function boxes() {
  return /** @type {HTMLInputElement[]} */ ([...part("flow-cells").querySelectorAll("input")]);
}

/** @returns {Answer} */
function answerToFollow() {
  const { walk, place } = now;
  const at = select("flow-at").value === "blank" ? walk.destination : place.token;
  const token = walk.saidAfter(at);
  if (token < 0) throw new Refusal("Nothing stands before this blank, so its answer hangs on nothing. Choose another word.");
  const { blank, words } = walk.expected(at);
  return { at, token, word: words[0]?.word ?? "", blank };
}

/**
 * Of the cell that is shown: the word, its state, the units that hold the fact, and what its gates let through.
 * @param {Gradients} own
 * @param {Answer} answer
 * @returns {Strength[]}
 */
function ownStrengths(own, { token }) {
  const { walk } = now;
  const { belt, remembered, state, readsBothWays } = walk;
  /** @type {Strength[]} */
  const found = [{ name: "the word itself", values: relative(own, "input", readsBothWays), kind: "word" }];
  if (!readsBothWays) found.push({ name: `the state ${state}`, values: relative(own, state), kind: "state" });
  if (remembered) found.push({ name: `its units that hold the ${remembered.fact}`, values: relativeOf(own, state, remembered.units), kind: "held" });
  if (belt && remembered) found.push({ name: `the product of ${belt.keeps.text}`, values: letThrough(walk, remembered, token), kind: "gates" });
  return found;
}

/**
 * Of other cells, where these would say the answer; and of all of them before they learned anything, if that is wanted.
 * @param {string[]} beside
 * @param {Answer} answer
 * @returns {Promise<Strength[]>}
 */
async function askOthers(beside, { at, token, word, blank }) {
  const { readsBothWays } = now.walk;
  const said = blank && readsBothWays ? at - 1 : token;
  if (said < 0) return [];
  const { sentence } = asked();
  const before = input("flow-before").checked ? [...(readsBothWays ? [] : [now.cellName]), ...beside] : [];
  const wanted = [...beside.map((cell) => ({ cell, untaught: false })), ...before.map((cell) => ({ cell, untaught: true }))];
  return Promise.all(
    wanted.map(async ({ cell, untaught }) => {
      const { title, memory } = cellOf(cell);
      const found = await gradients({ sentence, cell, edits: [], token: said, word, ...(untaught ? { untaught: /** @type {const} */ (true) } : {}) });
      /** @type {Strength["kind"]} */
      const kind = untaught ? (cell === now.cellName ? "before" : "untaught") : "other";
      return { name: `${title} ${memory}${untaught ? ", untaught" : ""}`, values: relative(found, memory), kind };
    }),
  );
}

/** @param {HTMLTableElement} table */
export function flowTable(table) {
  const { walk, strengths } = felt;
  const length = strengths[0]?.values.length ?? 0;
  const rows = walk?.tokens.slice(0, length).map(({ text }, token) => [text, ...strengths.map(({ values }) => (values[token] ?? 0).toExponential(3))]) ?? [];
  tableOf(table, ["at", ...strengths.map(({ name }) => name)], rows);
}
