// What if: values are held, words are exchanged, and what follows is computed anew.

import { applies, fullStops, overruled, sentenceAround, told, undone, without } from "../../core/changes.js";
import { experiments } from "../../core/experiments.js";
import { number, quoted } from "../../core/format.js";
import { isGate, nameOf } from "../../core/parts.js";
import { isOffline } from "../../lib/offline.js";
import { input, part, select } from "../../lib/page.js";
import { element } from "../../views/dom.js";
import { typeOver } from "../../views/track.js";
import { now } from "./now.js";

/**
 * @typedef {import("../../core/changes.js").Change} Change
 * @typedef {(changes: Change[]) => void} Make asks for the walk with these changes
 * @typedef {() => Change[]} Latest those that were asked for last
 */

/**
 * @param {Make} make
 * @param {Latest} latest
 */
export function whatIf(make, latest) {
  /** @param {Change} change */
  const add = (change) => make([...latest(), change]);

  function undo() {
    if (latest().length && !isOffline) make(undone(latest()));
  }

  function exchangeHere() {
    if (isOffline) return;
    const { token } = now.place;
    typeOver(part("track"), token, (word) => add({ kind: "exchange", token, word }));
  }

  listenToForms(add);
  part("track").addEventListener("dblclick", ({ target }) => {
    if (target instanceof Element && target.closest("button")) exchangeHere();
  });
  part("undo").addEventListener("click", undo);
  part("undo-all").addEventListener("click", () => make([]));
  return { show: () => show(make, latest), stay, exchangeHere, undo };
}

/** @param {(change: Change) => void} add */
function listenToForms(add) {
  part("hold").addEventListener("submit", (event) => {
    event.preventDefault();
    if (select("hold-to").value === "value" && !input("hold-value").value) return input("hold-value").focus();
    add(held());
  });
  part("exchange").addEventListener("submit", (event) => {
    event.preventDefault();
    const word = input("exchange-word").value.trim();
    if (!word) return input("exchange-word").focus();
    input("exchange-word").value = "";
    add({ kind: "exchange", token: now.place.token, word });
  });
  select("hold-to").addEventListener("change", () => {
    part("hold-at").hidden = select("hold-to").value !== "value";
  });
  select("hold-signal").addEventListener("change", offerHolds);
}

/**
 * After a new walk.
 * @param {Make} make
 * @param {Latest} latest
 */
function show(make, latest) {
  const base = now.original ?? now.walk;
  const tried = experiments(base, now.naming).map(({ title, changes }) => {
    const button = element("button", { type: "button", class: "slim" }, title);
    button.addEventListener("click", () => make([...latest(), ...changes]));
    return button;
  });
  replaced(part("experiments"), tried);
  const chosen = select("hold-signal").value;
  const signals = base.cell.equations.map((equation) => new Option(`the ${nameOf(equation, now.naming)} ${equation.name}`, equation.name));
  select("hold-signal").replaceChildren(...signals);
  if (signals.some(({ value }) => value === chosen)) select("hold-signal").value = chosen;
  offerHolds();
  replaced(part("changes"), now.changes.map((change, n) => item(change, n, base, () => make(without(latest(), change)))));
  if (!now.changes.length && part("changed").contains(document.activeElement)) part("if-title").focus();
  part("changed").hidden = !now.changes.length;
  part("effect").textContent = effect();
  part("effect").hidden = !now.changes.length;
  if (isOffline) for (const control of document.querySelectorAll(":is(#hold, #exchange, #experiments, #changed) :is(button, input, select)")) control.setAttribute("disabled", "");
  stay();
}

/**
 * @param {Change} change
 * @param {number} n
 * @param {import("../../core/walk.js").Walk} base
 * @param {() => void} undo
 */
function item(change, n, base, undo) {
  const away = element("button", { type: "button", class: "slim" }, "Undo");
  away.addEventListener("click", undo);
  const idle = applies(change, base) ? "" : ` This does not apply here: ${idleBecause(change, base)}.`;
  const note = idle || (overruled(now.changes, n) ? " Where both set the same, a later one takes its place." : "");
  return element("li", idle ? { class: "idle" } : {}, element("span", {}, `${told(change, base, now.naming)}.${note}`), away);
}

/**
 * Puts others in the place of buttons. The focus stays where it is, with the one that stands there now.
 * @param {HTMLElement} place
 * @param {HTMLElement[]} others
 */
function replaced(place, others) {
  const focused = [...place.getElementsByTagName("button")].findIndex((button) => button === document.activeElement);
  place.replaceChildren(...others);
  if (focused < 0) return;
  const buttons = place.getElementsByTagName("button");
  (buttons[Math.min(focused, buttons.length - 1)] ?? part("if-title")).focus();
}

/**
 * @param {Change} change
 * @param {import("../../core/walk.js").Walk} base
 */
function idleBecause(change, base) {
  if (change.kind === "hold" && !Object.hasOwn(base.signals, change.signal)) return `this cell has no ${change.signal}`;
  return "this walk has no such place";
}

/** Only gates can be open or shut; other values are held at a number. */
function offerHolds() {
  const equation = now.walk.cell.equations.find(({ name }) => name === select("hold-signal").value);
  const gate = equation !== undefined && isGate(equation);
  for (const option of select("hold-to").options) option.hidden = option.disabled = !gate && (option.value === "open" || option.value === "shut");
  if (select("hold-to").selectedOptions[0]?.disabled) select("hold-to").value = "value";
  part("hold-at").hidden = select("hold-to").value !== "value";
}

/** Where one has stayed: what the choices mean there. */
function stay() {
  const { walk, place, unit } = now;
  const word = quoted(walk.tokens[place.token]?.text);
  const [ofFact, ofUnit] = select("hold-units").options;
  const memory = walk.remembered;
  if (ofFact) {
    ofFact.text = memory ? `the ${memory.units.length} units that hold the ${memory.fact}` : "";
    ofFact.hidden = ofFact.disabled = !memory;
    if (!memory && ofFact.selected) select("hold-units").value = "unit";
  }
  if (ofUnit) ofUnit.text = `unit ${unit}`;
  const [here, , stops] = select("hold-tokens").options;
  if (here) here.text = `at ${word}`;
  if (stops) {
    stops.hidden = stops.disabled = !fullStops(walk).length;
    if (stops.disabled && stops.selected) select("hold-tokens").value = "here";
  }
  part("exchange-of").textContent = `Exchange ${word} for`;
}

/** @returns {Change} as it is chosen in the form */
function held() {
  const { walk, place, unit } = now;
  /** @type {Record<string, () => number[]>} */
  const places = {
    here: () => [place.token],
    sentence: () => sentenceAround(walk, place.token),
    stops: () => fullStops(walk),
    all: () => [...walk.tokens.keys()],
  };
  const which = select("hold-units").value;
  const to = select("hold-to").value;
  return {
    kind: "hold",
    signal: select("hold-signal").value,
    units: which === "fact" ? (walk.remembered?.units ?? [unit]) : which === "unit" ? [unit] : "all",
    tokens: places[select("hold-tokens").value]?.() ?? [],
    to: to === "value" ? Number(input("hold-value").value) : /** @type {"open" | "shut" | "as it was"} */ (to),
    ...(walk.readsBothWays ? { direction: walk.direction } : {}),
  };
}

/** What the changes make of the answer, where the walk leads. */
function effect() {
  const { walk, original } = now;
  if (!original) return now.changes.length ? "Nothing is changed here." : "";
  const at = original.destination;
  const [is, was] = [walk, original].map((one) => one.expected(at).words[0]);
  if (!is || !was) return "";
  const { blank } = original.expected(at);
  if (walk.expected(at).blank !== blank) return blank ? "The blank is filled: there is no answer to be compared." : "";
  const where = blank ? "In the blank" : "At the end";
  const same = is.word === was.word ? "The answer stays" : "The answer is another one";
  const shown = "Rings, marks, dotted lines and the lower strip show how it was.";
  return `${same}. ${where} it says ${is.word} (${number(is.p)}); without the change, ${was.word} (${number(was.p)}). ${shown}`;
}
