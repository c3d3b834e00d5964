// The page that walks a sentence: it asks the app, and gives each of its parts what to show.

import { caption } from "../core/caption.js";
import { applies, edits, exchanged, readChanges } from "../core/changes.js";
import { short } from "../core/format.js";
import { fromQuery, mended, toQuery } from "../core/link.js";
import { BOTH_WAYS, FIRST, isTaught } from "../core/cells.js";
import { gateNames, nameOf } from "../core/parts.js";
import { stages } from "../core/stages.js";
import { clamp, numbered } from "../core/timeline.js";
import { ordered, parsed } from "../core/units.js";
import { Walk } from "../core/walk.js";
import { Refusal, trace } from "../lib/api.js";
import { lightTogether } from "../lib/lit.js";
import { onLookChange, themeNow } from "../lib/look.js";
import { isOffline } from "../lib/offline.js";
import { input, part, select, table } from "../lib/page.js";
import { load } from "../lib/plot.js";
import { say } from "../lib/said.js";
import { light } from "../views/diagram.js";
import { fillGates, gatesTable, markUnit } from "../views/gates.js";
import { reachable } from "../views/dom.js";
import { help } from "../views/help.js";
import { markPresent, track } from "../views/track.js";
import { showAnswer } from "./walk/answer.js";
import { offerAway, offerTables } from "./walk/away.js";
import { markBelts, onNumbers, showBelts, stepBelts } from "./walk/belts.js";
import { cellOf, isKnown, learnCells } from "./walk/cells.js";
import { forgetNumber, nameNumber, openNumber } from "./walk/number.js";
import { now, walked } from "./walk/now.js";
import { drawPictures, point } from "./walk/pictures.js";
import { motion, PAUSES, transport } from "./walk/transport.js";
import { describe, showUntaught } from "./walk/untaught.js";
import { whatIf } from "./walk/whatif.js";
import { why } from "./walk/why.js";

/** @typedef {import("../core/timeline.js").Place} Place */
/** @typedef {import("../core/link.js").View} View */
/** @typedef {import("../core/changes.js").Change} Change */
/** @typedef {{sentence: string, name: string, fact: string | null, changes: Change[], direction: import("../core/walk.js").Direction}} Wanted
 * by the ``name`` of a cell; without a fact that which the sentence asks for */

const LONG = 24; // characters of a word
const STAY = 300; // milliseconds until what one stays at is opened in full: never while it plays fast

let latest = 0; // only the answer to the latest question is shown
let answered = ""; // what the walk without changes was asked for
let staying = 0; // until what one stays at is opened
let awaited = false; // a link's walk is asked for: until it is there, its address must stay
/** @type {Wanted | null} what is asked for and not there yet: what is pressed meanwhile is added to it */
let pending = null;
const changing = whatIf((changes) => void ask({ changes }, here()), () => asking().changes);
const player = transport(go, choose, { exchange: changing.exchangeHere, undo: changing.undo }, speak);
const reasons = why(stopAt);

function begin() {
  const kept = read("kept");
  const found = fromQuery(kept?.link ?? location.search);
  const changes = readChanges(found.changes ?? "");
  const other = !isOffline && (found.sentence !== undefined || found.cell !== undefined || changes.length > 0);
  if (found.speed && Object.hasOwn(PAUSES, found.speed)) select("speed").value = found.speed;
  if (found.names === "article") now.naming = select("naming").value = found.names;
  if (found.lanes) chooseLanes(found.lanes);
  input("moves").checked = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  now.sentence = input("text").value;
  if (isOffline) {
    now.cellName = select("cell").value;
    now.changes = changes;
    for (const control of document.querySelectorAll("#sentence *, .choices select, #continue, #check")) control.setAttribute("disabled", "");
    select("many").disabled = false;
  }
  awaited = other;
  /** @param {import("../core/walk.js").Trace} trace */
  const walkOf = (trace) => new Walk(trace, cellOf(now.cellName), isOffline ? directionOf(found.direction) : "forward");
  show(walkOf(read("first-walk")), kept?.original ? walkOf(kept.original) : null, other ? {} : found);
  if (!other) return;
  if (found.sentence !== undefined) input("text").value = found.sentence;
  const notes = [];
  select("cell").value = found.cell ?? FIRST.cell;
  if (select("cell").selectedIndex < 0) {
    select("cell").value = FIRST.cell;
    notes.push(`There is no cell “${found.cell}”; this is the ${cellOf(FIRST.cell).title}.`);
  }
  const direction = directionOf(found.direction);
  const { view, mended: mends } = mended({ fact: found.fact }, now.walk);
  const wanted = { sentence: input("text").value, name: select("cell").value, fact: view.fact ?? null, changes, direction };
  void ask(wanted, { ...found, fact: undefined }, [...notes, ...mends]);
}

// What is asked for.

/** @returns {Wanted} what is asked for, or else what is there */
function asking() {
  return pending ?? { sentence: now.sentence, name: now.cellName, fact: factNow(), changes: now.changes, direction: now.walk.direction };
}

/**
 * @param {Partial<Wanted>} wanted
 * @param {Partial<View>} [view] where to be then
 * @param {string[]} [notes] what there is to be said besides
 */
async function ask(wanted, view = {}, notes = []) {
  const mine = ++latest;
  const whole = (pending = { ...asking(), ...wanted });
  const { sentence, name, fact, changes, direction } = whole;
  select("cell").value = name;
  part("main").setAttribute("aria-busy", "true");
  try {
    if (!isKnown(name)) await learnCells();
    if (!isTaught(cellOf(name))) return mine === latest ? void explain(whole, notes) : undefined;
    const asked = name === BOTH_WAYS.name ? null : fact;
    const from = name === BOTH_WAYS.name ? direction : "forward";
    const question = JSON.stringify([sentence, name, asked, from]);
    const original = question === answered && changes.length ? (now.original ?? now.walk) : new Walk(await trace({ sentence, cell: name, edits: [] }, asked), cellOf(name), from);
    const some = changes.some((change) => applies(change, original));
    const changed = some ? { sentence: exchanged(sentence, changes, original), cell: name, edits: edits(changes, original) } : null;
    const walk = changed ? new Walk(await trace(changed, original.remembered?.fact ?? null), cellOf(name), from) : original;
    if (mine !== latest) return;
    if (walk.length !== original.length) throw new Refusal("A word can be exchanged for one word only: otherwise the two walks could not be laid beside each other.");
    [now.sentence, now.cellName, now.changes, awaited] = [sentence, name, changes, false];
    answered = question;
    say(notes.join(" "));
    show(walk, some ? original : null, view);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (mine !== latest) return;
    say(error.message, error.again ? () => void ask(whole, view, notes) : undefined);
    select("cell").value = now.cellName;
    select("fact").value = now.walk.remembered?.fact ?? "";
    select("direction").value = now.walk.direction;
  } finally {
    if (mine === latest) {
      pending = null;
      part("main").removeAttribute("aria-busy");
    }
  }
}

/** @param {string | undefined} text @returns {import("../core/walk.js").Direction} */
function directionOf(text) {
  return text === "backward" ? text : "forward";
}

/** The place and the number that are looked at: another walk of the same cell has them, too. */
function here() {
  return { ...now.place, unit: now.unit, signal: now.signal };
}

function factNow() {
  return now.walk.remembered?.fact ?? null;
}

part("sentence").addEventListener("submit", (event) => {
  event.preventDefault();
  void walkAnew();
});
select("examples").addEventListener("change", () => {
  input("text").value = select("examples").value;
  void walkAnew(select("examples").selectedOptions[0]?.dataset.cell ?? FIRST.cell);
});
select("cell").addEventListener("change", () => void ask({ name: select("cell").value }, { token: now.place.token }));
select("direction").addEventListener("change", () => void ask({ direction: directionOf(select("direction").value) }, here()));
select("fact").addEventListener("change", () => void ask({ fact: select("fact").value }, here()));

/** What stands in the field. */
function walkAnew(name = asking().name) {
  return ask({ sentence: input("text").value, name, fact: null, changes: [] });
}

let writing = Promise.resolve(); // a press that comes while a word is being written waits for it
part("continue").addEventListener("click", () => {
  writing = writing.then(write);
});

/** The likeliest word is put into the blank at the end, or behind the last word. */
async function write() {
  if (input("text").value !== now.sentence) return walkAnew(); // what has been typed is walked first
  const { walk, original } = now;
  const last = walk.expected(walk.length - 1);
  const word = last.words[0]?.word ?? "";
  const end = (original ?? walk).tokens.at(-1); // as it was typed: an exchanged word may be longer
  // Places in a sentence count characters, which are not always one piece of a JavaScript string.
  const sentence = last.blank && end ? [...now.sentence].slice(0, end.start).join("") + word : `${now.sentence.trimEnd()} ${word}`;
  input("text").value = sentence;
  return ask({ sentence }, { token: last.blank ? walk.length - 1 : walk.length });
}

// What is shown.

/**
 * A cell that cannot read, in the place of a walk. What was asked for besides is kept for the next cell that can.
 * @param {Wanted} wanted
 * @param {string[]} notes
 */
function explain({ sentence, name, changes }, notes) {
  player.pause();
  [now.sentence, now.cellName, now.changes, awaited] = [sentence, name, changes, false];
  say(notes.join(" "));
  showUntaught(cellOf(name));
  stay();
}

/**
 * @param {Walk} walk
 * @param {Walk | null} original
 * @param {Partial<View>} wanted
 */
function show(walk, original, wanted) {
  player.pause();
  player.opened();
  showUntaught(null);
  [now.walk, now.original] = [walk, original];
  now.order = ordered(walk, walk.remembered);
  now.unit = now.order[0] ?? 0;
  now.signal = walk.cell.equations.find(({ kind }) => kind !== "clock")?.name ?? walk.cell.output; // a clock has no terms
  forgetNumber();
  if (select("examples").value !== now.sentence) select("examples").selectedIndex = -1;
  const facts = walk.memory.map(({ fact, question }) => new Option(`${question} ___`, fact, false, fact === walk.remembered?.fact));
  select("fact").replaceChildren(...facts);
  part("legend-words").hidden = part("continue").hidden = walk.readsBothWays;
  part("fact-choice").hidden = !walk.memory.length;
  part("direction-choice").hidden = part("both").hidden = !walk.readsBothWays;
  part("unknown").hidden = walk.tokens.every((token) => token.known);
  select("signal").replaceChildren(...walk.cell.equations.map((equation) => new Option(`${equation.name}, ${nameOf(equation, "usual")}`, equation.name)));
  select("direction").value = walk.direction;
  const inTrack = part("track").contains(document.activeElement);
  track(part("track"), walk, original, stopAt);
  input("scrubber").max = String(numbered({ token: walk.length, part: -1 }, walked()));
  const { view: found, mended: mends } = mended(wanted, walk);
  if (mends.length) say([part("said").textContent, ...mends].filter(Boolean).join(" "));
  [now.unit, now.signal] = [found.unit ?? now.unit, found.signal ?? now.signal];
  now.place = { token: found.token ?? walk.turn, part: found.part ?? Infinity };
  showNames();
  if (inTrack) /** @type {HTMLElement | null} */ (part("track").querySelector("[aria-current]"))?.focus({ preventScroll: true }); // its words are new ones
}

/** All that stands under names that can be chosen. */
function showNames() {
  describe(now.untaught ?? now.walk.cell);
  if (now.untaught) return;
  part("gate-names").textContent = gateNames(now.walk.cell, now.naming);
  changing.show();
  showLanes();
}

function showLanes() {
  if (now.untaught) return;
  const { walk, order } = now;
  const wanted = select("many").value;
  now.lanes = wanted === "own" ? parsed(input("units").value, walk.units) : order.slice(0, wanted === "all" ? walk.units : Number(wanted));
  if (!now.lanes.length) now.lanes = order.slice(0, 12);
  showBelts();
  gatesTable(table("gates"), walk, now.lanes, now.naming, choose);
  go(now.place);
  void drawPictures(openAt);
  reasons.show();
}

/**
 * @param {number} token
 * @param {number} unit
 * @param {string} signal
 */
function openAt(token, unit, signal) {
  [now.unit, now.signal] = [unit, signal];
  stopAt(token);
}

/** @param {number} token */
function stopAt(token) {
  player.pause();
  go({ token, part: Infinity });
}

/** @param {Place} wanted */
function go(wanted) {
  const { walk, original, place: before, naming } = now;
  const place = (now.place = clamp(wanted, walked()));
  const steps = numbered(place, walked()) - numbered(before, walked());
  const { title = "", does = "" } = walked().parts[place.part] ?? {};
  const said = caption(walk, place.token, naming);
  markPresent(part("track"), place.token); // it asks where things are, so it comes before anything is changed
  fillGates(table("gates"), walk, original, now.lanes, place.token);
  part("word").textContent = short(said.word, LONG);
  part("caption").textContent = said.text;
  part("doing").textContent = `${title}. ${does}`;
  if (!player.playing) speak();
  showAnswer();
  input("scrubber").value = String(numbered(place, walked()));
  input("scrubber").setAttribute("aria-valuetext", `token ${place.token + 1} of ${walk.length}: ${said.word}, ${title}`);
  stepBelts(Math.abs(steps) === 1 && place.part > 0 ? motion() : 0);
  open();
}

/** For those who hear the page: not while it plays. */
function speak() {
  const { word, text } = caption(now.walk, now.place.token, now.naming);
  part("spoken").textContent = `${word}, ${walked().parts[now.place.part]?.title}: ${text}`;
}

/**
 * @param {number} unit
 * @param {string} [signal]
 */
function choose(unit, signal = now.signal) {
  [now.unit, now.signal] = [unit, signal];
  open();
}

/** Opens the chosen number: at once in the pictures, and term by term when one has stayed for a moment. */
function open() {
  nameNumber();
  markUnit(table("gates"), now.lanes, now.unit);
  markBelts();
  point();
  light(part("diagram"), now.walk, stages(now.walk.cell), now.place, now.unit);
  clearTimeout(staying);
  staying = window.setTimeout(stay, STAY);
}

/** What would be too much at every step of a fast walk. */
function stay() {
  if (!isOffline && !awaited) history.replaceState(null, "", `?${toQuery(view())}`); // a file has no place for it
  if (now.untaught) return;
  changing.stay();
  reasons.stay();
  void openNumber();
}

/** @returns {View} */
function view() {
  const { sentence, cellName: cell, place, unit, signal, naming, changes } = now;
  const many = select("many").value;
  return {
    sentence,
    cell,
    ...place,
    unit,
    signal,
    fact: factNow() ?? "",
    direction: now.walk.direction === "forward" ? "" : now.walk.direction,
    lanes: many === "own" ? input("units").value : many === "12" ? "" : many,
    names: naming === "usual" ? "" : naming,
    changes: changes.length ? JSON.stringify(changes) : "",
    speed: select("speed").value,
    theme: themeNow(),
  };
}

// Which units and signals, and in which words.

/** @param {string} text how many, or their numbers */
function chooseLanes(text) {
  const found = [...select("many").options].some(({ value }) => value === text && value !== "own");
  select("many").value = found ? text : "own";
  if (!found) input("units").value = text;
}

/** The first unit that is named in a field; what there is none of is said. @param {string} id */
function unitIn(id) {
  const strange = (input(id).value.match(/(?<!\d)-?\d+/g) ?? []).find((text) => Number(text) < 0 || Number(text) >= now.walk.units);
  say(strange ? `There is no unit ${strange}; they run from 0 to ${now.walk.units - 1}.` : "");
  return strange && id === "unit" ? undefined : parsed(input(id).value, now.walk.units)[0];
}

select("maps-shown").addEventListener("change", () => void drawPictures(openAt));
select("many").addEventListener("change", showLanes);
input("units").addEventListener("change", () => {
  chooseLanes(unitIn("units") === undefined ? "12" : input("units").value);
  showLanes();
});
onNumbers(choose);
select("signal").addEventListener("change", () => choose(now.unit, select("signal").value));
input("unit").addEventListener("change", () => choose(unitIn("unit") ?? now.unit));
select("naming").addEventListener("change", () => {
  now.naming = /** @type {import("../core/parts.js").Naming} */ (select("naming").value);
  showNames();
});
onLookChange(() => {
  showLanes();
  reachable(part("main")); // letters of another size may need to be scrolled
});

offerTables();
offerAway(() => toQuery(view()));

/** @param {string} id of the element that holds JSON */
function read(id) {
  return JSON.parse(part(id).textContent ?? "");
}

load(part("main").dataset.plotly ?? "").catch(() => say("The pictures could not be loaded. Load the page again."));
help(part("keys"));
lightTogether(part("main"));
begin();
