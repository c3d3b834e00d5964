// The page that lays cells, or two sentences, side by side: it asks the app, and gives each of its parts what to show.

import { said } from "../core/chance.js";
import { FIRST, isTaught } from "../core/cells.js";
import { fromQuery, GROUPS, toQuery } from "../core/comparison-link.js";
import { MOST_FILLER, told } from "../core/story.js";
import { Walk } from "../core/walk.js";
import { cells, comparison, Refusal } from "../lib/api.js";
import { onLookChange, themeNow } from "../lib/look.js";
import { dialog, input, part, select, table } from "../lib/page.js";
import { load } from "../lib/plot.js";
import { say } from "../lib/said.js";
import { help } from "../views/help.js";
import { laneRows, memoryRows } from "../views/scores.js";
import { tableOf } from "../views/tables.js";
import { drawFar, forgetRun, keepRunning, measure, scored } from "./compare/far.js";
import { dress } from "./compare/dress.js";
import { now, wordsAt } from "./compare/now.js";
import { quickest } from "./compare/quickest.js";
import { layOut, point, rebuild, repaint, spoken } from "./compare/shown.js";
import { COMMANDS, transport } from "./compare/transport.js";

/** @typedef {import("../core/comparison-link.js").Mode} Mode */
/** @typedef {{mode: Mode, chosen: string[], cell: string, story: import("../core/story.js").Story, pair: [string, string]}} Asked */

const REST = 120; // milliseconds that the slider must rest until the cells are asked
const STAY = 150; // milliseconds until the address follows
const SWEEP = [0, 2, 5, 10, 15, 20, 30, 40, 60, 80, 100, 125, 150, 175, 200]; // words between

/** @type {Map<string, import("../core/walk.js").Cell>} */
const known = new Map();
const boxes = /** @type {HTMLInputElement[]} */ ([...part("cells").querySelectorAll("input")]);
let latest = 0; // only the answer to the latest question is shown
let [asking, waiting] = [false, false]; // a slider asks again as soon as it has its answer
let resting = 0;
let staying = 0;
let sweep = 0; // the number of the present run of the slider by itself; 0 for none
let runs = 0;
const player = transport(go, spoken);

async function begin() {
  try {
    await learn();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return say(error.message, error.again ? () => void begin() : undefined);
  }
  const { view, mended } = fromQuery(location.search, taught().map(({ value }) => value), boxes.filter(({ disabled }) => disabled).map(({ value }) => value));
  for (const box of document.querySelectorAll("[name=mode]")) if (box instanceof HTMLInputElement) box.checked = box.value === view.mode;
  for (const box of boxes) box.checked = view.cells.includes(box.value);
  for (const [name, text] of Object.entries(view.texts)) input(name).value = text;
  for (const name of GROUPS) group(name).checked = !view.hidden.includes(name);
  select("cell").value = view.cell;
  input("filler").value = String(view.filler);
  showMode();
  await ask(view.token, mended);
}

/** The boxes of the cells that can be compared. */
function taught() {
  return boxes.filter(({ disabled }) => !disabled);
}

/** @param {string} name */
function group(name) {
  return /** @type {HTMLInputElement} */ (document.querySelector(`[data-group="${name}"]`));
}

// What is asked for.

/** @returns {Asked} what stands in the fields */
function wanted() {
  return {
    mode: part("of-cells").hidden ? "sentences" : "cells",
    chosen: boxes.filter(({ checked }) => checked).map(({ value }) => value),
    cell: select("cell").value,
    story: { fact: input("fact").value, filler: Number(input("filler").value), question: input("question").value },
    pair: [input("first").value, input("second").value],
  };
}

/** @param {Asked} asked @returns {[string, string] | null} a field in which a word is missing, and what to say of it */
function missing({ mode, story, pair }) {
  if (mode === "cells") return told(story).trim() ? null : ["question", "Type a question, or a fact. There is no word yet."];
  if (!pair[0].trim()) return ["first", "Type the first sentence. The second one is kept."];
  return pair[1].trim() ? null : ["second", "Type the second sentence. The first one is kept."];
}

/**
 * @param {number | null} [column] where to be then; null for where the text leads
 * @param {string[]} [notes] what there is to be said besides
 */
async function ask(column = null, notes = []) {
  const asked = wanted();
  const fault = missing(asked);
  for (const name of ["fact", "question", "first", "second"]) wrong(name, fault?.[0] === name ? fault[1] : "");
  if (fault) return input(fault[0]).focus();
  const mine = ++latest;
  part("main").setAttribute("aria-busy", "true");
  try {
    if (!known.size) await learn();
    const some = asked.mode === "cells" ? boxes.map(({ value }) => value).filter((name) => asked.chosen.includes(name) || name === FIRST.cell) : [asked.cell];
    const { walks } = await comparison(asked.mode === "cells" ? [told(asked.story)] : asked.pair, some);
    if (mine !== latest) return;
    const walked = walks.map((cost) => ({ cost: { ...cost, milliseconds: quickest(cost) }, walk: new Walk(cost.trace, /** @type {any} */ (known.get(cost.cell))) }));
    Object.assign(now, asked, { walked });
    showMode();
    say(notes.join(" "));
    show(column, notes);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (mine === latest) say(error.message, error.again ? () => void ask(column, notes) : undefined);
    stopSweep();
  } finally {
    if (mine === latest) part("main").removeAttribute("aria-busy");
  }
}

/** Of the cells: how they are built, and how well they remember. */
async function learn() {
  const all = await cells();
  for (const cell of all) known.set(cell.name, cell);
  dress(boxes, select("cell"), known);
  measure(all.filter(isTaught));
}

/** While a slider moves: one question at a time, and at the end the last one. */
async function follow() {
  if (asking) return void (waiting = true);
  asking = true;
  do {
    waiting = false;
    await ask();
  } while (waiting);
  asking = false;
}

/** @param {string} name of a field @param {string} text */
function wrong(name, text) {
  part(`${name}-wrong`).textContent = text;
  if (text) input(name).setAttribute("aria-invalid", "true");
  else input(name).removeAttribute("aria-invalid");
}

part("form").addEventListener("submit", (event) => {
  event.preventDefault();
  void ask();
});
for (const box of document.querySelectorAll("[name=mode]")) {
  box.addEventListener("change", () => {
    stopSweep();
    showMode();
    void ask();
  });
}
part("cells").addEventListener("change", ({ target }) => {
  if (boxes.some(({ checked }) => checked)) return void ask(now.column);
  if (target instanceof HTMLInputElement) target.checked = true;
  say("One cell at least must stay.");
});
part("all").addEventListener("click", () => {
  const all = taught().every(({ checked }) => checked);
  for (const box of taught()) box.checked = !all || FIRST.compared.includes(box.value);
  void ask(now.column);
});
select("cell").addEventListener("change", () => void ask(now.column));
select("presets").addEventListener("change", () => {
  const { first = "", second = "" } = select("presets").selectedOptions[0]?.dataset ?? {};
  [input("first").value, input("second").value] = [first, second];
  void ask();
});
input("filler").addEventListener("input", () => {
  stopSweep();
  sayFiller();
  clearTimeout(resting);
  resting = window.setTimeout(follow, REST);
});
input("right").addEventListener("change", () => {
  if (now.walked.length) show(now.column, []);
});

// What is shown.

function showMode() {
  const pairs = [...select("presets").options].map(({ dataset }) => JSON.stringify([dataset.first, dataset.second]));
  select("presets").selectedIndex = pairs.indexOf(JSON.stringify([input("first").value, input("second").value]));
  const checked = document.querySelector("[name=mode]:checked");
  const ofCells = !(checked instanceof HTMLInputElement) || checked.value === "cells";
  part("of-cells").hidden = part("cells").hidden = part("far").hidden = !ofCells;
  part("of-sentences").hidden = part("of-pair").hidden = part("legend-pair").hidden = ofCells;
  sayFiller();
}

function sayFiller() {
  const words = input("filler").value;
  part("filler-said").textContent = words === "1" ? "1 word" : `${words} words`;
  input("filler").setAttribute("aria-valuetext", `${words} words between`);
}

/**
 * @param {number | null} column
 * @param {string[]} notes
 */
function show(column, notes) {
  player.pause();
  chooseRight();
  layOut(choose);
  const end = now.columns.findLastIndex(({ first }) => first === now.walked[0]?.walk.destination);
  if (column !== null && column >= now.columns.length) {
    say([...notes, `There is no word ${column}; this is the last one, ${now.columns.length - 1}.`].join(" "));
  }
  if (now.mode === "cells") keepRunning();
  go(column ?? end);
}

/** What counts as right: what somebody typed, or else what the LSTM (in two sentences: the cell, of the first) answers. */
function chooseRight() {
  const typed = input("right").value.trim();
  const judge = now.walked.find(({ cost }) => cost.cell === FIRST.cell) ?? now.walked[0];
  const found = judge ? said(judge.walk, judge.walk.destination)[0]?.word : undefined;
  now.right = { word: typed || (found ?? ""), chosen: Boolean(typed) };
  input("right").placeholder = found ?? "";
  const judged = now.mode === "cells" ? "as the LSTM says at the end" : "as the cell says in the first";
  part("right-from").textContent = typed ? `typed by you; empty, it is ${judged}` : `${judged}; or type another`;
}

/** @param {number} column */
function go(column) {
  if (!now.columns.length) return; // nothing is there yet
  now.column = Math.max(0, Math.min(now.columns.length - 1, column));
  point();
  if (!player.playing) spoken();
  keepLink();
}

function keepLink() {
  clearTimeout(staying);
  if (now.columns.length) staying = window.setTimeout(() => history.replaceState(null, "", `?${link()}`), STAY);
}

/** @param {number} column */
function choose(column) {
  player.pause();
  go(column);
}

function link() {
  const { mode, chosen, cell, story, pair, column } = now;
  const texts = { fact: story.fact, question: story.question, right: now.right.chosen ? now.right.word : "", first: pair[0], second: pair[1] };
  const hidden = GROUPS.filter((name) => !group(name).checked);
  return toQuery({ mode, cells: chosen, cell, filler: story.filler, hidden, token: column, texts }, themeNow());
}

part("pictures").addEventListener("click", (event) => {
  const left = event.clientX - part("content").getBoundingClientRect().left;
  choose(Math.max(0, now.edges.findLastIndex((edge) => edge <= left)));
});
for (const name of GROUPS) {
  group(name).addEventListener("change", () => {
    rebuild();
    go(now.column);
  });
}
onLookChange(() => {
  repaint();
  drawFar();
  keepLink();
});
new ResizeObserver(repaint).observe(part("middle"));

// The whole slide, by itself.

part("sweep").addEventListener("click", async () => {
  if (sweep) return stopSweep();
  const mine = (sweep = ++runs);
  part("sweep").textContent = "Stop";
  for (const words of SWEEP.filter((count) => count <= MOST_FILLER)) {
    input("filler").value = String(words);
    sayFiller();
    part("swept").textContent = `${words} words between`;
    await ask();
    await new Promise((resolve) => setTimeout(resolve, 2 * REST));
    if (sweep !== mine) return;
  }
  stopSweep();
});

function stopSweep() {
  sweep = 0;
  part("sweep").textContent = "Slide from 0 to 200 words";
  part("swept").textContent = "";
}
part("forget").addEventListener("click", forgetRun);

// What is read instead of looked at.

/** @type {Record<string, () => void>} */
const TABLES = {
  lanes: () => tabled("The lanes at every word", laneRows(now.blocks, now.columns.map((_, n) => wordsAt(n)))),
  memory: () => tabled("The memory at every word", memoryRows(now.blocks, now.columns.map((_, n) => wordsAt(n)))),
  scores: () => tabled("The share of right answers, with its 95 % interval", scored()),
};
for (const button of document.querySelectorAll("[data-table]")) {
  button.addEventListener("click", () => TABLES[button.getAttribute("data-table") ?? ""]?.());
}

/**
 * @param {string} title
 * @param {{head: string[], rows: (string | number)[][]}} shown
 */
function tabled(title, { head, rows }) {
  part("table-title").textContent = title;
  tableOf(table("table"), head, rows);
  dialog("tables").showModal();
}

load(part("main").dataset.plotly ?? "").catch(() => say("The chart could not be loaded. Load the page again."));
help(part("keys"), COMMANDS);
void begin();
