// What the signals of a cell are to a reader, and in which words they are spoken of. It follows from what the app tells of
// each equation (its kind, what it does, between which numbers its values lie), never from its words or its letter.

/** @import { Cell, Equation } from "./walk.js" */

/** @typedef {"usual" | "article"} Naming */

/** The name of an equation that has none of its own. */
const PLAIN = { gate: "gate", candidate: "candidate", state: "state", clock: "clock", other: "signal" };

/**
 * By what an equation is and all that it does: what it decides, and its name in a popular article that calls the gates
 * after what they do. The article knows no signal that does two things at once.
 * @type {Record<string, {decides: string, article?: string}>}
 */
const MEANINGS = {
  "gate keeps": { decides: "how much of each old value stays on the belt", article: "remember gate" },
  "gate writes": { decides: "how much of the candidate is put onto the belt", article: "learn gate" },
  "gate erases": { decides: "how much of each old value is taken off the belt" },
  "gate erases writes": { decides: "how much of the candidate takes the place of each old value" },
  "gate keeps writes": { decides: "how much of each old value stays, and how much of the candidate takes its place" },
  "gate joins": { decides: "how much of the belt below is put onto this one" },
  "gate shows": { decides: "how much of the belt is shown to the answer", article: "use gate" },
  "gate resets": { decides: "how much of the old state is seen by what is new" },
  "candidate writes": { decides: "what could be put onto the belt" },
  "clock erases writes": { decides: "whether a group of units is computed at this step (1) or sleeps (0)" },
  "state belt": { decides: "the belt: what the network carries along", article: "long-term memory" },
  "state output": { decides: "what the network says at this step, and hears at the next", article: "short-term memory" },
  "state belt output": { decides: "the belt, and at once what the network says at this step and hears at the next" },
};

/** @param {Equation} equation */
function meaningOf({ kind, does }) {
  return MEANINGS[[kind, ...does].join(" ")];
}

/**
 * @param {Equation} equation
 * @param {Naming} naming
 */
export function nameOf(equation, naming) {
  return (naming === "article" && meaningOf(equation)?.article) || equation.role || PLAIN[equation.kind];
}

/**
 * The same where its letter does not stand beside it: one without a name of its own has its letter in it.
 * @param {Equation} equation
 * @param {Naming} naming
 */
export function nameAlone(equation, naming) {
  const name = nameOf(equation, naming);
  return name === PLAIN[equation.kind] && !equation.role ? `${name} ${equation.name}` : name;
}

/** "forget" of a "forget gate". @param {string} name */
export function shortened(name) {
  return name.replace(/(.) gate$/, "$1");
}

/** @param {Equation} equation @returns {string} "" where there is nothing to be said */
export function decides(equation) {
  const { kind, does } = equation;
  const found = meaningOf(equation) ? [meaningOf(equation)] : does.map((one) => MEANINGS[`${kind} ${one}`]);
  return found.flatMap((one) => one?.decides ?? []).join(", and ");
}

/**
 * Whether it can be open (1), shut (0) or anything between.
 * @param {Equation} equation
 */
export function isGate({ kind }) {
  return kind === "gate" || kind === "clock";
}

/**
 * The equations that are no states: the gates and the candidate, in the order of the cell.
 * @param {Cell} cell
 */
export function gatesOf({ equations }) {
  return equations.filter((equation) => isGate(equation) || equation.kind === "candidate");
}

/**
 * The gate that writes and does nothing else: where one decision is made for both, what writes also keeps.
 * @param {Cell} cell
 */
export function writingGate({ equations }) {
  return equations.find(({ kind, does }) => kind === "gate" && does.includes("writes") && !does.some((one) => one === "keeps" || one === "erases"));
}

/**
 * A gate that neither keeps nor writes nor shows: it resets, or joins the belt below to this one.
 * @param {Cell} cell
 */
export function otherGate({ equations }) {
  return equations.find(({ kind, does }) => kind === "gate" && !does.some((one) => ["keeps", "erases", "writes", "shows"].includes(one)));
}

/**
 * What the bars under a word are, in words.
 * @param {Cell} cell
 * @param {Naming} naming
 */
export function gateNames({ equations }, naming) {
  const names = equations.filter(isGate).map((equation) => shortened(nameAlone(equation, naming)));
  return names.length ? `its gates (${names.join(", ")}), and` : "";
}

/**
 * Whether values may lie outside 0 to 1: then zero is in the middle of what is drawn.
 * @param {Equation} equation
 */
export function isSigned({ range: [low, high] }) {
  return low === null || high === null || low < 0 || high > 1;
}

/**
 * What stays on the belt, what is put onto it and what is shown of it, in a sentence.
 * @param {Cell} cell
 */
export function beltInWords({ belt, no_belt: why }) {
  if (!belt) return `It has no belt. ${(why ?? "").replaceAll("`", "")}`;
  const puts = belt.puts.map(({ text }) => signs(text)).join(" and ");
  const shown = belt.shows ? ` Of what is there then, ${belt.shows} decides how much is shown.` : "";
  return `Its belt is ${belt.state}: each old value is multiplied by ${signs(belt.keeps.text)}, and ${puts} is put on.${shown}`;
}

/** @param {string} text with the signs of mathematics */
export function signs(text) {
  return text.replaceAll("-", "−").replaceAll("*", "×");
}
