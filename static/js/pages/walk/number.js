// One number, opened: at once its value, and term by term when one has stayed for a moment.

import { number } from "../../core/format.js";
import { added } from "../../core/terms.js";
import { arithmetic, Refusal } from "../../lib/api.js";
import { isOffline } from "../../lib/offline.js";
import { input, part, select } from "../../lib/page.js";
import { countUp, formula } from "../../views/formula.js";
import { asked, now } from "./now.js";

const TICK = 350; // milliseconds between two terms that are added up
let opened = ""; // what was asked for last
let drawn = ""; // and what is there
/** @type {import("../../core/terms.js").Arithmetic | null} */
let found = null;
let counting = 0;

export function nameNumber() {
  const { walk, signal, unit, place } = now;
  select("signal").value = signal;
  input("unit").value = String(unit);
  input("unit").max = String(walk.units - 1);
  const value = number(walk.signal(signal).at(place.token, unit), 4);
  if (!isOffline) markStale(question() !== drawn);
  part("number").textContent = `${signal} of unit ${unit} at “${walk.tokens[place.token]?.text}” is ${value}`;
}

/** After a new walk: the same place may hold another number. */
export function forgetNumber() {
  opened = drawn = "";
}

/** What the app is asked about the number that is chosen, as text. */
function question() {
  const { walk, signal, unit, place } = now;
  return JSON.stringify({ ...asked(), direction: walk.direction, token: place.token, signal, unit });
}

export async function openNumber() {
  if (isOffline) return part("formula").replaceChildren("To open a number into its terms, the app must be running.");
  const { walk, signal, place } = now;
  const mine = question();
  const equation = walk.cell.equations.find(({ name }) => name === signal);
  if (!equation || mine === opened) return;
  opened = mine;
  const heard = walk.layers.length > 1 ? "the layer below" : `the word “${walk.tokens[place.token]?.text}”`;
  try {
    const answer = await arithmetic(JSON.parse(mine));
    if (mine !== opened) return;
    found = answer;
    part("checked").textContent = answer.forced ? "This number was set by hand: it does not come from its terms." : "";
    formula(part("formula"), equation, answer, walk.cell, heard);
    drawn = mine;
    markStale(false);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (mine !== opened) return;
    part("formula").textContent = error.message;
    part("formula").classList.remove("stale");
    opened = "";
  }
}

/** @param {boolean} stale what is there is the number before */
function markStale(stale) {
  if (stale) stopCounting();
  if (stale) part("checked").textContent = "";
  part("formula").classList.toggle("stale", stale);
  part("check").toggleAttribute("disabled", stale);
}

function stopCounting() {
  clearInterval(counting);
  counting = 0;
}

/** Adds the terms up before the reader's eyes, and says whether the sum gives the number that is shown. */
function check() {
  stopCounting();
  if (!found) return;
  const answer = found;
  let row = 0;
  const rest = () => {
    if (countUp(part("formula"), row++)) return;
    stopCounting();
    part("checked").textContent = added(answer, now.walk.cell);
  };
  if (!input("moves").checked) while (countUp(part("formula"), row)) row++;
  else counting = window.setInterval(rest, TICK);
  rest();
}

part("check").addEventListener("click", check);
