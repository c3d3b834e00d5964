// The page that walks a sentence: it holds where one is, asks the app, and gives each view what to show.

import { caption } from "../core/caption.js";
import { clamp, atEnd, LAST, move, moveToken, PARTS } from "../core/timeline.js";
import { ordered, parsed } from "../core/units.js";
import { Walk } from "../core/walk.js";
import { cells, Refusal, trace } from "../lib/api.js";
import { colours, onThemeChange } from "../lib/colours.js";
import { part, input, select } from "../lib/page.js";
import { draw, load } from "../lib/plot.js";
import { answer } from "../views/answer.js";
import { belt } from "../views/belt.js";
import { fillGates, gatesTable } from "../views/gates.js";
import { markPresent, track } from "../views/track.js";

/** @typedef {import("../core/walk.js").Trace} Trace */
/** @typedef {import("../core/walk.js").Cell} Cell */

const LANES = 12;
const PAUSES = { slow: 1400, usual: 800, fast: 350 }; // milliseconds for each part of a step
const quiet = matchMedia("(prefers-reduced-motion: reduce)");

/** @type {Map<string, Cell>} */
const known = new Map([["lstm", read("first-cell")]]);
/** @type {Walk} */
let walk;
/** @type {import("../core/timeline.js").Place} */
let place = { token: 0, part: LAST };
/** @type {number[]} */
let units = [];
let naming = /** @type {import("../core/parts.js").Naming} */ ("usual");
let latest = 0; // only the answer to the latest question is shown
let timer = 0; // while it plays

load(part("main").dataset.plotly ?? "");
show(new Walk(read("first-walk"), cellOf("lstm")));

// What is asked for.

part("sentence").addEventListener("submit", (event) => {
  event.preventDefault();
  void ask();
});
select("examples").addEventListener("change", () => {
  const chosen = select("examples").selectedOptions[0];
  input("text").value = select("examples").value;
  select("cell").value = chosen?.dataset.cell ?? "lstm";
  void ask();
});
select("cell").addEventListener("change", () => void ask());
select("fact").addEventListener("change", () => void ask(select("fact").value));

/** @param {string | null} [fact] */
async function ask(fact = null) {
  const mine = ++latest;
  const [sentence, name] = [input("text").value, select("cell").value];
  part("said").textContent = "";
  part("main").setAttribute("aria-busy", "true");
  try {
    if (!known.has(name) && name !== "blanks") for (const cell of await cells()) known.set(cell.name, cell);
    const found = await trace(sentence, name, fact);
    if (mine === latest) show(new Walk(found, cellOf(name)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (mine === latest) part("said").textContent = error.message;
  } finally {
    if (mine === latest) part("main").removeAttribute("aria-busy");
  }
}

/** @param {string} name */
function cellOf(name) {
  return /** @type {Cell} */ (known.get(name === "blanks" ? "lstm" : name)); // it is two LSTMs
}

// What is shown.

/** @param {Walk} found */
function show(found) {
  pause();
  walk = found;
  units = ordered(walk, walk.remembered).slice(0, LANES);
  const facts = walk.memory.map(({ fact, question }) => new Option(`${question} ___`, fact, false, fact === walk.remembered?.fact));
  select("fact").replaceChildren(...facts);
  part("fact-choice").hidden = facts.length === 0;
  track(part("track"), walk, (token) => go({ token, part: LAST }));
  gatesTable(table(), walk, units, naming);
  const scrubber = input("scrubber");
  scrubber.max = String(walk.length * PARTS.length - 1);
  part("note").textContent = walk.cell.note;
  go({ token: walk.turn, part: LAST });
}

/** @param {import("../core/timeline.js").Place} wanted */
function go(wanted) {
  const before = place;
  place = clamp(wanted, walk.length);
  const { token } = place;
  const steps = Math.abs(place.token * PARTS.length + place.part - before.token * PARTS.length - before.part);
  markPresent(part("track"), token);
  fillGates(table(), walk, units, token);
  const said = caption(walk, token);
  part("word").textContent = said.word;
  part("caption").textContent = said.text;
  part("doing").textContent = `${PARTS[place.part]?.title}`;
  const { blank, words } = walk.expected(token);
  part("answer-of").textContent = blank ? "In the blank" : `Next after “${said.word}”`;
  answer(part("answer"), words.slice(0, 3));
  const scrubber = input("scrubber");
  scrubber.value = String(token * PARTS.length + place.part);
  scrubber.setAttribute("aria-valuetext", `token ${token + 1} of ${walk.length}: ${said.word}, ${PARTS[place.part]?.title}`);
  void draw(part("belt"), belt(walk, units, place, colours()), quiet.matches || steps !== 1 || place.part === 0 ? 0 : 300);
}

onThemeChange(() => go(place));

// The transport.

const BUTTONS = {
  "token-back": () => go(moveToken(place, -1, walk.length)),
  "part-back": () => go(move(place, -1, walk.length)),
  "part-on": () => go(move(place, 1, walk.length)),
  "token-on": () => go(moveToken(place, 1, walk.length)),
  begin: () => go({ token: 0, part: 0 }),
  play: () => (timer ? pause() : play()),
};
for (const [id, act] of Object.entries(BUTTONS)) {
  part(id).addEventListener("click", () => {
    if (id !== "play") pause();
    act();
  });
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
  go(move(place, 1, walk.length));
  if (atEnd(place, walk.length)) pause();
}

function pause() {
  clearInterval(timer);
  timer = 0;
  part("play").textContent = "Play";
}

select("speed").addEventListener("change", () => {
  if (!timer) return;
  pause();
  play();
});

// Which units, and in which words.

input("units").addEventListener("change", () => {
  const chosen = parsed(input("units").value, walk.units).slice(0, LANES * 2);
  units = chosen.length ? chosen : ordered(walk, walk.remembered).slice(0, LANES);
  gatesTable(table(), walk, units, naming);
  go(place);
});
select("naming").addEventListener("change", () => {
  naming = /** @type {import("../core/parts.js").Naming} */ (select("naming").value);
  gatesTable(table(), walk, units, naming);
  go(place);
});

function table() {
  return /** @type {HTMLTableElement} */ (part("gates"));
}

/** @param {string} id of the element that holds JSON */
function read(id) {
  return JSON.parse(part(id).textContent ?? "");
}
