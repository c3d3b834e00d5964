// The page that walks a sentence: it holds where one is, asks the app, and gives each view what to show.

import { caption } from "../core/caption.js";
import { number } from "../core/format.js";
import { fromQuery, mended, toQuery } from "../core/link.js";
import { gateNames, isSigned } from "../core/parts.js";
import { stages } from "../core/stages.js";
import { atEnd, clamp, moveToken, numbered, partsOf, placed } from "../core/timeline.js";
import { ordered, parsed } from "../core/units.js";
import { Walk } from "../core/walk.js";
import { arithmetic, cells, Refusal, trace } from "../lib/api.js";
import { listen } from "../lib/keyboard.js";
import { lightTogether } from "../lib/lit.js";
import { look, onThemeChange, themeNow } from "../lib/look.js";
import { isOffline } from "../lib/offline.js";
import { dialog, input, part, select, table } from "../lib/page.js";
import { draw, load, onPoint } from "../lib/plot.js";
import { offerToTake } from "../lib/taking.js";
import { answer } from "../views/answer.js";
import { belt } from "../views/belt.js";
import { diagram, flow } from "../views/diagram.js";
import { equations } from "../views/equations.js";
import { formula } from "../views/formula.js";
import { fillGates, gatesTable, markUnit } from "../views/gates.js";
import { heatmap } from "../views/heatmap.js";
import { help } from "../views/help.js";
import { lines } from "../views/lines.js";
import { maps, moveCursors } from "../views/maps.js";
import { laneTable, signalTable } from "../views/tables.js";
import { markPresent, track } from "../views/track.js";

/** @typedef {import("../core/walk.js").Cell} Cell */
/** @typedef {import("../core/timeline.js").Place} Place */
/** @typedef {import("../core/link.js").View} View */

const LANES = 12;
const PAUSES = { slow: 1400, usual: 800, fast: 350 }; // milliseconds for each part of a step
const MOTION = 300; // milliseconds
const STAY = 150; // milliseconds until what one stays at is opened in full
const quiet = matchMedia("(prefers-reduced-motion: reduce)");

/** @type {Map<string, Cell>} */
const known = new Map([["lstm", read("first-cell")]]);
/** @type {Walk} */
let walk;
// What is shown, while something else may be being typed or chosen.
let [sentence, cellName] = [input("text").value, "lstm"];
/** @type {Place} */
let place = { token: 0, part: 0 };
/** @type {number[]} all units, in the order in which they are shown */
let order = [];
/** @type {number[]} those with a lane */
let lanes = [];
let [unit, signal] = [0, ""]; // the number that is opened
let [drawn, opened] = [-1, ""]; // the unit whose line is bold; the number that was last asked for
let naming = /** @type {import("../core/parts.js").Naming} */ ("usual");
let latest = 0; // only the answer to the latest question is shown
let timer = 0; // while it plays
let staying = 0; // until what one stays at is opened
let awaited = false; // a link's walk is asked for: until it is there, its address must stay

function begin() {
  const asked = fromQuery(location.search);
  const other = asked.sentence !== undefined || asked.cell !== undefined;
  if (asked.speed && Object.hasOwn(PAUSES, asked.speed)) select("speed").value = asked.speed;
  if (isOffline) {
    cellName = select("cell").value;
    for (const control of part("sentence").querySelectorAll("input, button, select")) control.setAttribute("disabled", "");
    select("fact").disabled = input("continue").disabled = true;
  }
  awaited = other;
  show(new Walk(read("first-walk"), cellOf(cellName)), other ? {} : asked);
  if (!other) return;
  if (asked.sentence !== undefined) input("text").value = asked.sentence;
  const notes = [];
  select("cell").value = asked.cell ?? "lstm";
  if (select("cell").selectedIndex < 0) {
    select("cell").value = "lstm";
    notes.push(`There is no cell “${asked.cell}”; this is the LSTM.`);
  }
  const { view: found, mended: changes } = mended({ fact: asked.fact }, walk);
  void ask(input("text").value, found.fact || null, { ...asked, fact: undefined }, [...notes, ...changes]);
}

// What is asked for.

part("sentence").addEventListener("submit", (event) => {
  event.preventDefault();
  void ask(input("text").value);
});
select("examples").addEventListener("change", () => {
  input("text").value = select("examples").value;
  select("cell").value = select("examples").selectedOptions[0]?.dataset.cell ?? "lstm";
  void ask(input("text").value);
});
select("cell").addEventListener("change", () => void ask(sentence, walk.remembered?.fact, { token: place.token, part: place.part }));
select("fact").addEventListener("change", () => void ask(sentence, select("fact").value, { ...place }));

/**
 * @param {string} text
 * @param {string | null} [fact] of which to tell what is believed; otherwise that which the sentence asks for
 * @param {Partial<View>} [view] where to be then
 * @param {string[]} [notes] what there is to be said besides
 */
async function ask(text, fact = null, view = {}, notes = []) {
  const mine = ++latest;
  const name = select("cell").value;
  part("main").setAttribute("aria-busy", "true");
  try {
    if (!known.has(name) && name !== "blanks") for (const cell of await cells()) known.set(cell.name, cell);
    const found = await trace(text, name, name === "blanks" ? null : fact);
    if (mine !== latest) return;
    [sentence, cellName, awaited] = [text, name, false];
    say(notes.join(" "));
    show(new Walk(found, cellOf(name)), view);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (mine !== latest) return;
    say(error.message);
    select("cell").value = cellName;
    select("fact").value = walk.remembered?.fact ?? "";
  } finally {
    if (mine === latest) part("main").removeAttribute("aria-busy");
  }
}

/** @param {string} text */
function say(text) {
  part("said").textContent = text;
}

/** @param {string} name */
function cellOf(name) {
  return /** @type {Cell} */ (known.get(name) ?? known.get("lstm")); // the network that reads both ways is two LSTMs
}

// What is shown.

function walked() {
  return { tokens: walk.length, parts: partsOf(walk.cell) };
}

/** @param {number} token */
function endOf(token) {
  return { token, part: Infinity };
}

/**
 * @param {Walk} found
 * @param {Partial<View>} wanted
 */
function show(found, wanted) {
  pause();
  walk = found;
  order = ordered(walk, walk.remembered);
  lanes = order.slice(0, LANES);
  unit = order[0] ?? 0;
  signal = walk.cell.equations.find(({ role }) => role !== "clock")?.name ?? "h"; // a clock has no terms
  opened = input("units").value = "";
  if (select("examples").value !== sentence) select("examples").selectedIndex = -1;
  const facts = walk.memory.map(({ fact, question }) => new Option(`${question} ___`, fact, false, fact === walk.remembered?.fact));
  select("fact").replaceChildren(...facts);
  part("fact-choice").hidden = part("continue").hidden = walk.readsBothWays;
  part("unknown").hidden = walk.tokens.every((token) => token.known);
  select("signal").replaceChildren(...walk.cell.equations.map(({ name, role }) => new Option(`${name}, ${role}`, name)));
  track(part("track"), walk, (token) => {
    pause();
    go(endOf(token));
  });
  diagram(part("diagram"), walk.cell.diagram);
  part("note").textContent = walk.cell.note;
  part("paper").textContent = walk.cell.paper;
  input("scrubber").max = String(numbered({ token: walk.length, part: -1 }, walked()));
  const { view: found_, mended: changes } = mended(wanted, walk);
  if (changes.length) say([part("said").textContent, ...changes].filter(Boolean).join(" "));
  [unit, signal] = [found_.unit ?? unit, found_.signal ?? signal];
  showNames();
  go({ token: found_.token ?? walk.turn, part: found_.part ?? Infinity });
}

/** All that stands under names that can be chosen. */
function showNames() {
  part("gate-names").textContent = gateNames(walk.cell, naming);
  equations(part("equations"), walk.cell, naming);
  maps(part("maps"), walk, naming);
  showLanes();
  void drawMaps();
}

function showLanes() {
  for (const style of [part("belt").style, table("gates").style]) style.setProperty("--lanes", String(lanes.length));
  gatesTable(table("gates"), walk, lanes, naming, choose);
  drawn = -1;
}

/** @param {Place} wanted */
function go(wanted) {
  const before = place;
  place = clamp(wanted, walked());
  const steps = Math.abs(numbered(place, walked()) - numbered(before, walked()));
  const doing = partsOf(walk.cell)[place.part]?.title ?? "";
  const said = caption(walk, place.token, naming);
  markPresent(part("track"), place.token);
  fillGates(table("gates"), walk, lanes, place.token);
  part("word").textContent = said.word;
  part("caption").textContent = said.text;
  part("doing").textContent = doing;
  if (!timer) part("spoken").textContent = `${said.word}, ${doing}: ${said.text}`;
  const { blank, words } = walk.expected(place.token);
  part("answer-of").textContent = blank ? "In the blank" : walk.readsBothWays ? `In place of “${said.word}”` : `Next after “${said.word}”`;
  answer(part("answer"), words.slice(0, 3));
  input("scrubber").value = String(numbered(place, walked()));
  input("scrubber").setAttribute("aria-valuetext", `token ${place.token + 1} of ${walk.length}: ${said.word}, ${doing}`);
  const head = table("gates").tHead?.offsetHeight ?? 0;
  const motion = quiet.matches || steps !== 1 || place.part === 0 ? 0 : MOTION;
  void draw(part("belt"), belt(walk, lanes, place, look(), head), motion);
  open();
}

/**
 * @param {number} chosenUnit
 * @param {string} [chosenSignal]
 */
function choose(chosenUnit, chosenSignal = signal) {
  [unit, signal] = [chosenUnit, chosenSignal];
  open();
}

/** Opens the chosen number: at once in the pictures, and term by term when one has stayed for a moment. */
function open() {
  select("signal").value = signal;
  input("unit").value = String(unit);
  input("unit").max = String(walk.units - 1);
  markUnit(table("gates"), lanes, unit);
  moveCursors(part("maps"), walk, order, place.token, unit);
  flow(part("diagram"), walk, stages(walk.cell), place, unit);
  if (drawn !== unit) void draw(part("lines"), lines(walk, lanes, unit, look()), 0);
  drawn = unit;
  const value = number(walk.signal(signal).at(place.token, unit), 4);
  part("number").textContent = `${signal} of unit ${unit} at “${walk.tokens[place.token]?.text}” is ${value}`;
  clearTimeout(staying);
  staying = window.setTimeout(stay, STAY);
}

/** What would be too much at every step of a fast walk. */
function stay() {
  if (!isOffline && !awaited) history.replaceState(null, "", `?${toQuery(view())}`); // a file has no place for it
  void openInFull();
}

/** @returns {View} */
function view() {
  const [fact, speed] = [walk.remembered?.fact ?? "", select("speed").value];
  return { sentence, cell: cellName, ...place, unit, signal, fact, speed, theme: themeNow() };
}

async function openInFull() {
  if (isOffline) return part("formula").replaceChildren("To open a number into its terms, the app must be running.");
  const asked = { sentence, cell: cellName, token: place.token, signal, unit };
  const mine = JSON.stringify(asked);
  const equation = walk.cell.equations.find(({ name }) => name === signal);
  if (!equation || mine === opened) return;
  opened = mine;
  const input = walk.layers.length > 1 ? "the layer below" : `the word “${walk.tokens[asked.token]?.text}”`;
  try {
    const found = await arithmetic(asked);
    if (mine === opened) formula(part("formula"), equation, found, input);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (mine !== opened) return;
    part("formula").textContent = error.message;
    opened = "";
  }
}

async function drawMaps() {
  const mine = walk;
  for (const equation of mine.cell.equations) {
    const { name } = equation;
    const box = part(`map-${name}`);
    await draw(box, heatmap(mine, name, order, isSigned(equation), look()), 0);
    if (mine !== walk) return; // another sentence has taken its place meanwhile
    onPoint(box, (token, row) => {
      pause();
      [unit, signal] = [order[row] ?? unit, name];
      go(endOf(token));
    });
  }
}

onThemeChange(() => {
  showLanes();
  go(place);
  void drawMaps();
});

// The transport.

const COMMANDS = {
  begin: () => go({ token: 0, part: 0 }),
  end: () => go(endOf(walk.length - 1)),
  tokenBack: () => go(moveToken(place, -1, walked())),
  tokenOn: () => go(moveToken(place, 1, walked())),
  partBack: () => go(placed(Math.max(0, numbered(place, walked()) - 1), walked())),
  partOn: () => go(placed(numbered(place, walked()) + 1, walked())),
  unitBack: () => choose(neighbour(-1)),
  unitOn: () => choose(neighbour(1)),
  play: () => (timer ? pause() : play()),
  help: () => dialog("help").showModal(),
};

/** @param {keyof typeof COMMANDS | number} command a number: the n-th signal */
function act(command) {
  if (typeof command === "number") {
    const equation = walk.cell.equations[command];
    if (equation) choose(unit, equation.name);
    return;
  }
  if (command !== "play" && command !== "help") pause();
  COMMANDS[command]();
}

for (const button of document.querySelectorAll("[data-command]")) {
  button.addEventListener("click", () => act(/** @type {keyof typeof COMMANDS} */ (button.getAttribute("data-command"))));
}
listen(act, () => input("keys-on").checked);

/** @param {number} by */
function neighbour(by) {
  return lanes[Math.min(lanes.length - 1, Math.max(0, lanes.indexOf(unit) + by))] ?? unit;
}

input("scrubber").addEventListener("input", () => {
  pause();
  go(placed(Number(input("scrubber").value), walked()));
});

function play() {
  if (atEnd(place, walked())) go({ token: 0, part: 0 });
  part("play").textContent = "Pause";
  timer = window.setInterval(step, PAUSES[/** @type {keyof typeof PAUSES} */ (select("speed").value)]);
}

function step() {
  if (!atEnd(place, walked())) return go(placed(numbered(place, walked()) + 1, walked()));
  if (input("repeat").checked) return go({ token: 0, part: 0 });
  pause();
}

function pause() {
  clearInterval(timer);
  timer = 0;
  part("play").textContent = "Play";
}

select("speed").addEventListener("change", () => {
  open();
  if (!timer) return;
  pause();
  play();
});

// Which units and signals, and in which words.

input("units").addEventListener("change", () => {
  const chosen = parsed(input("units").value, walk.units).slice(0, LANES * 2);
  lanes = chosen.length ? chosen : order.slice(0, LANES);
  showLanes();
  go(place);
});
select("signal").addEventListener("change", () => choose(unit, select("signal").value));
input("unit").addEventListener("change", () => choose(parsed(input("unit").value, walk.units)[0] ?? unit));
select("naming").addEventListener("change", () => {
  naming = /** @type {import("../core/parts.js").Naming} */ (select("naming").value);
  showNames();
  go(place);
});

// What is read instead of looked at, what is taken away, and what the network writes.

/** @type {Record<string, () => void>} */
const TABLES = {
  lanes: () => tabled(`The lanes at “${walk.tokens[place.token]?.text}”`, (to) => laneTable(to, walk, lanes, place.token)),
  values: () => tabled(`${signal} of the units that have a lane`, (to) => signalTable(to, walk, lanes, signal)),
};
for (const button of document.querySelectorAll("[data-table]")) {
  button.addEventListener("click", () => TABLES[button.getAttribute("data-table") ?? ""]?.());
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

offerToTake(() => ({ walk, sentence, cellName, link: toQuery(view()) }));

let writing = Promise.resolve(); // a press that comes while a word is being written waits for it
part("continue").addEventListener("click", () => {
  writing = writing.then(write);
});

async function write() {
  if (input("text").value !== sentence) return ask(input("text").value); // what has been typed is walked first
  const last = walk.expected(walk.length - 1);
  const word = last.words[0]?.word ?? "";
  const end = walk.tokens.at(-1);
  // Places in a sentence count characters, which are not always one piece of a JavaScript string.
  const text = last.blank && end ? [...sentence].slice(0, end.start).join("") + word : `${sentence.trimEnd()} ${word}`;
  input("text").value = text;
  return ask(text, walk.remembered?.fact, { token: last.blank ? walk.length - 1 : walk.length });
}

/** @param {string} id of the element that holds JSON */
function read(id) {
  return JSON.parse(part(id).textContent ?? "");
}

load(part("main").dataset.plotly ?? "").catch(() => say("The pictures could not be loaded. Load the page again."));
help(part("keys"));
lightTogether(part("main"));
begin();
