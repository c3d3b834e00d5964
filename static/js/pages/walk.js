// The page that walks a sentence: it holds where one is, asks the app, and gives each view what to show.

import { caption } from "../core/caption.js";
import { number } from "../core/format.js";
import { csv } from "../core/csv.js";
import { fromQuery, mended, toQuery } from "../core/link.js";
import { gateNames, isSigned } from "../core/parts.js";
import { stages } from "../core/stages.js";
import { atEnd, clamp, LAST, move, moveToken, PARTS } from "../core/timeline.js";
import { ordered, parsed } from "../core/units.js";
import { Walk } from "../core/walk.js";
import { arithmetic, cells, Refusal, trace } from "../lib/api.js";
import { look, onThemeChange, themeNow } from "../lib/look.js";
import { listen } from "../lib/keyboard.js";
import { lightTogether } from "../lib/lit.js";
import { isOffline, offlinePage } from "../lib/offline.js";
import { dialog, input, part, select, table } from "../lib/page.js";
import { draw, load, onPoint, picture } from "../lib/plot.js";
import { saveText } from "../lib/save.js";
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

const LANES = 12;
const PAUSES = { slow: 1400, usual: 800, fast: 350 }; // milliseconds for each part of a step
const MOTION = 300; // milliseconds
const quiet = matchMedia("(prefers-reduced-motion: reduce)");

/** @type {Map<string, Cell>} */
const known = new Map([["lstm", read("first-cell")]]);
/** @type {Walk} */
let walk;
/** @type {Place} */
let place = { token: 0, part: LAST };
/** @type {number[]} all units, in the order in which they are shown */
let order = [];
/** @type {number[]} those with a lane */
let lanes = [];
let [unit, signal] = [0, ""]; // the number that is opened
// What is shown, while something else may be being typed or chosen.
let [sentence, cellName] = [input("text").value, select("cell").value];
let naming = /** @type {import("../core/parts.js").Naming} */ ("usual");
let latest = 0; // only the answer to the latest question is shown
let timer = 0; // while it plays
let waiting = 0; // until the number is opened in full

function begin() {
  const asked = fromQuery(location.search);
  if (asked.speed && asked.speed in PAUSES) select("speed").value = asked.speed;
  show(new Walk(read("first-walk"), cellOf("lstm")), {});
  if (isOffline) for (const control of part("sentence").querySelectorAll("input, button, select")) control.setAttribute("disabled", "");
  if (isOffline) select("fact").disabled = input("continue").disabled = true;
  if (asked.sentence === undefined && asked.cell === undefined) return see(asked);
  if (asked.sentence !== undefined) input("text").value = asked.sentence;
  if (asked.cell !== undefined) select("cell").value = asked.cell;
  const notes = [];
  if (select("cell").selectedIndex < 0) {
    select("cell").value = "lstm";
    notes.push(`There is no cell “${asked.cell}”; this is the LSTM.`);
  }
  const { view, mended: changes } = mended({ fact: asked.fact }, walk);
  void ask(view.fact ?? null, { ...asked, fact: undefined }, [...notes, ...changes]);
}

// What is asked for.

part("sentence").addEventListener("submit", (event) => {
  event.preventDefault();
  void ask();
});
select("examples").addEventListener("change", () => {
  input("text").value = select("examples").value;
  select("cell").value = select("examples").selectedOptions[0]?.dataset.cell ?? "lstm";
  void ask();
});
select("cell").addEventListener("change", () => void ask());
select("fact").addEventListener("change", () => void ask(select("fact").value, { ...place }));

/**
 * @param {string | null} [fact]
 * @param {Partial<import("../core/link.js").View>} [view] where to be then
 * @param {string[]} [notes] what there is to be said besides
 */
async function ask(fact = null, view = {}, notes = []) {
  const mine = ++latest;
  const [text, name] = [input("text").value, select("cell").value];
  part("main").setAttribute("aria-busy", "true");
  try {
    if (!known.has(name) && name !== "blanks") for (const cell of await cells()) known.set(cell.name, cell);
    const found = await trace(text, name, fact);
    if (mine !== latest) return;
    [sentence, cellName] = [text, name];
    say(notes.join(" "));
    show(new Walk(found, cellOf(name)), view);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (mine === latest) say(error.message);
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
  return /** @type {Cell} */ (known.get(name === "blanks" ? "lstm" : name)); // it is two LSTMs
}

// What is shown.

/**
 * @param {Walk} found
 * @param {Partial<import("../core/link.js").View>} view
 */
function show(found, view) {
  pause();
  walk = found;
  order = ordered(walk, walk.remembered);
  lanes = order.slice(0, LANES);
  unit = order[0] ?? 0;
  signal = walk.cell.equations.find(({ role }) => role !== "clock")?.name ?? "h"; // a clock has no terms
  const facts = walk.memory.map(({ fact, question }) => new Option(`${question} ___`, fact, false, fact === walk.remembered?.fact));
  select("fact").replaceChildren(...facts);
  part("gate-names").textContent = gateNames(walk.cell, naming);
  part("fact-choice").hidden = part("continue").hidden = facts.length === 0; // it reads both ways: nothing comes next
  select("signal").replaceChildren(...walk.cell.equations.map(({ name, role }) => new Option(`${name}, ${role}`, name)));
  track(part("track"), walk, (token) => go({ token, part: LAST }));
  part("unknown").hidden = walk.tokens.every((token) => token.known);
  diagram(part("diagram"), walk.cell.diagram);
  equations(part("equations"), walk.cell, naming);
  part("note").textContent = walk.cell.note;
  part("paper").textContent = walk.cell.paper;
  maps(part("maps"), walk, naming);
  input("scrubber").max = String(walk.length * PARTS.length - 1);
  laneChoice();
  see(view);
  void drawMaps();
}

/** @param {Partial<import("../core/link.js").View>} wanted */
function see(wanted) {
  const { view, mended: changes } = mended(wanted, walk);
  if (changes.length) say([part("said").textContent, ...changes].filter(Boolean).join(" "));
  if (view.unit !== undefined) unit = view.unit;
  if (view.signal !== undefined) signal = view.signal;
  go({ token: view.token ?? walk.turn, part: view.part ?? LAST });
}

function laneChoice() {
  part("belt").style.setProperty("--lanes", String(lanes.length));
  gatesTable(table("gates"), walk, lanes, naming, choose);
  void draw(part("lines"), lines(walk, lanes, unit, look()), 0);
}

/** @param {Place} wanted */
function go(wanted) {
  const before = place;
  place = clamp(wanted, walk.length);
  const { token } = place;
  const steps = Math.abs(place.token * PARTS.length + place.part - before.token * PARTS.length - before.part);
  const said = caption(walk, token);
  markPresent(part("track"), token);
  fillGates(table("gates"), walk, lanes, token);
  part("word").textContent = said.word;
  part("caption").textContent = said.text;
  part("caption").setAttribute("aria-live", timer ? "off" : "polite");
  part("doing").textContent = PARTS[place.part]?.title ?? "";
  const { blank, words } = walk.expected(token);
  part("answer-of").textContent = blank ? "In the blank" : walk.readsBothWays ? `In place of “${said.word}”` : `Next after “${said.word}”`;
  answer(part("answer"), words.slice(0, 3));
  input("scrubber").value = String(token * PARTS.length + place.part);
  input("scrubber").setAttribute("aria-valuetext", `token ${token + 1} of ${walk.length}: ${said.word}, ${PARTS[place.part]?.title}`);
  void draw(part("belt"), belt(walk, lanes, place, look(), table("gates").tHead?.offsetHeight ?? 0), quiet.matches || steps !== 1 || place.part === 0 ? 0 : MOTION);
  moveCursors(part("maps"), walk, order, token, unit);
  open();
}

/**
 * @param {number} chosenUnit
 * @param {string} [chosenSignal]
 */
function choose(chosenUnit, chosenSignal = signal) {
  [unit, signal] = [chosenUnit, chosenSignal];
  void draw(part("lines"), lines(walk, lanes, unit, look()), 0);
  moveCursors(part("maps"), walk, order, place.token, unit);
  open();
}

/** Opens the chosen number: at once in the picture of the cell, and in full when one has stayed for a moment. */
function open() {
  select("signal").value = signal;
  input("unit").value = String(unit);
  input("unit").max = String(walk.units - 1);
  markUnit(table("gates"), lanes, unit);
  flow(part("diagram"), walk, stages(walk.cell), place, unit);
  part("number").textContent = `${signal} of unit ${unit} at “${walk.tokens[place.token]?.text}” is ${number(walk.signal(signal).at(place.token, unit), 4)}`;
  part("formula").setAttribute("aria-busy", "true");
  clearTimeout(waiting);
  waiting = window.setTimeout(openInFull, timer ? 1000 : 150);
  remember();
}
async function openInFull() {
  if (isOffline) return part("formula").replaceChildren("To open a number into its terms, the app must be running.");
  const asked = { sentence, cell: cellName, token: place.token, signal, unit };
  const equation = walk.cell.equations.find(({ name }) => name === signal);
  if (!equation) return;
  try {
    const found = await arithmetic(asked);
    if (asked.token !== place.token || asked.signal !== signal || asked.unit !== unit || asked.sentence !== sentence || asked.cell !== cellName) return;
    formula(part("formula"), equation, found, walk.tokens[place.token]?.text ?? "");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    part("formula").textContent = error.message;
  }
  part("formula").removeAttribute("aria-busy");
}

function remember() {
  if (isOffline) return; // a file has no place for it in its address
  const [fact, speed] = [walk.remembered?.fact ?? "", select("speed").value];
  const view = { sentence, cell: cellName, ...place, unit, signal, fact, speed, theme: themeNow() };
  history.replaceState(null, "", `?${toQuery(view)}`);
}

async function drawMaps() {
  const mine = walk;
  for (const equation of mine.cell.equations) {
    const { name } = equation;
    const box = part(`map-${name}`);
    await draw(box, heatmap(mine, name, order, isSigned(equation), look()), 0);
    if (mine !== walk) return; // another sentence has taken its place meanwhile
    onPoint(box, (token, row) => {
      const chosen = order[row];
      if (chosen === undefined) return;
      [unit, signal] = [chosen, name];
      go({ token, part: LAST });
    });
  }
}

onThemeChange(() => {
  go(place);
  laneChoice();
  void drawMaps();
});

// The transport.

const COMMANDS = {
  begin: () => go({ token: 0, part: 0 }),
  end: () => go({ token: walk.length - 1, part: LAST }),
  tokenBack: () => go(moveToken(place, -1, walk.length)),
  tokenOn: () => go(moveToken(place, 1, walk.length)),
  partBack: () => go(move(place, -1, walk.length)),
  partOn: () => go(move(place, 1, walk.length)),
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
  const at = lanes.indexOf(unit);
  return lanes[Math.min(lanes.length - 1, Math.max(0, at + by))] ?? unit;
}

input("scrubber").addEventListener("input", () => {
  pause();
  const at = Number(input("scrubber").value);
  go({ token: Math.floor(at / PARTS.length), part: at % PARTS.length });
});

function play() {
  if (atEnd(place, walk.length)) go({ token: 0, part: 0 });
  part("play").textContent = "Pause";
  timer = window.setInterval(step, PAUSES[/** @type {keyof typeof PAUSES} */ (select("speed").value)]);
}

function step() {
  if (!atEnd(place, walk.length)) return go(move(place, 1, walk.length));
  if (input("repeat").checked) return go({ token: 0, part: 0 });
  pause();
}

function pause() {
  clearInterval(timer);
  timer = 0;
  part("play").textContent = "Play";
}

select("speed").addEventListener("change", () => {
  remember();
  if (!timer) return;
  pause();
  play();
});

// Which units and signals, and in which words.

input("units").addEventListener("change", () => {
  const chosen = parsed(input("units").value, walk.units).slice(0, LANES * 2);
  lanes = chosen.length ? chosen : order.slice(0, LANES);
  laneChoice();
  go(place);
});
select("signal").addEventListener("change", () => choose(unit, select("signal").value));
input("unit").addEventListener("change", () => choose(parsed(input("unit").value, walk.units)[0] ?? unit));
select("naming").addEventListener("change", () => {
  naming = /** @type {import("../core/parts.js").Naming} */ (select("naming").value);
  maps(part("maps"), walk, naming);
  equations(part("equations"), walk.cell, naming);
  part("gate-names").textContent = gateNames(walk.cell, naming);
  laneChoice();
  go(place);
  void drawMaps();
});

// What is taken away, and what is read instead of looked at.

/** @type {Record<string, () => void>} */
const TAKES = {
  link: () => void navigator.clipboard.writeText(location.href).then(() => say("The link is copied."), () => say(location.href)),
  png: () => void picture(part("belt"), "png"),
  svg: () => void picture(part("belt"), "svg"),
  csv: () => saveText("walk.csv", "text/csv", csv(walk)),
  html: () => void takeOffline(),
  json: () => saveText("walk.json", "application/json", JSON.stringify({ sentence, cell: walk.cell.name, ...walk.trace })),
  lanes: () => tabled(`The lanes at “${walk.tokens[place.token]?.text}”`, (to) => laneTable(to, walk, lanes, place.token)),
  values: () => tabled(`${signal} of the lanes' units`, (to) => signalTable(to, walk, lanes, signal)),
};
for (const button of document.querySelectorAll("[data-take]")) {
  button.addEventListener("click", () => TAKES[button.getAttribute("data-take") ?? ""]?.());
}

async function takeOffline() {
  try {
    saveText("walk.html", "text/html", await offlinePage(part("main").dataset.plotly ?? "", walk, sentence));
  } catch {
    say("The file could not be put together: the app does not answer. Try it again.");
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

part("continue").addEventListener("click", () => {
  const last = walk.expected(walk.length - 1);
  const word = last.words[0]?.word ?? "";
  const text = sentence.trimEnd();
  const end = walk.tokens.at(-1);
  input("text").value = last.blank && end ? text.slice(0, end.start) + word : `${text} ${word}`;
  void ask(walk.remembered?.fact ?? null, { token: last.blank ? walk.length - 1 : walk.length, part: LAST });
});

/** @param {string} id of the element that holds JSON */
function read(id) {
  return JSON.parse(part(id).textContent ?? "");
}

void load(part("main").dataset.plotly ?? "");
help(part("keys"));
lightTogether(part("main"));
begin();
