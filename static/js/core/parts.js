// What the signals of a cell are to a reader, and in which words they are spoken of. It follows from what the app tells of
// each equation (its kind, what it does, between which numbers its values lie), never from its words or its letter.

import { listed } from "./format.js";
import { has, t } from "./texts.js";

/** @import { Cell, Equation } from "./walk.js" */

/** @typedef {"usual" | "article"} Naming */

/** What an equation is and all that it does, such as "gate-erases-writes". @param {Equation} equation */
const meaningOf = ({ kind, does }) => [kind, ...does].join("-");

/** The name by which its author calls it, in the words of an id. @param {Equation} equation */
const called = ({ role }) => role.toLowerCase().replaceAll(" ", "-");

/**
 * What it is called. A popular article calls the gates after what they do; it knows no signal that does two things at once.
 * @param {Equation} equation
 * @param {Naming} naming
 */
export function nameOf(equation, naming) {
  if (isOfArticle(equation, naming)) return t(`common.article.${meaningOf(equation)}`);
  if (!equation.role) return t(`common.kind.${equation.kind}`);
  return has(`cells.role.${called(equation)}`) ? t(`cells.role.${called(equation)}`) : equation.role;
}

/** @param {Equation} equation @param {Naming} naming */
function isOfArticle(equation, naming) {
  return naming === "article" && has(`common.article.${meaningOf(equation)}`);
}

/** Whether nobody has given it a name. @param {Equation} equation @param {Naming} naming */
function isNameless(equation, naming) {
  return !equation.role && !isOfArticle(equation, naming);
}

/**
 * The same where its letter does not stand beside it: one without a name of its own has its letter in it.
 * @param {Equation} equation
 * @param {Naming} naming
 */
export function nameAlone(equation, naming) {
  const { kind, name: letter } = equation;
  return isNameless(equation, naming) ? t(`common.kind-of.${kind}`, { letter }) : nameOf(equation, naming);
}

/**
 * Where there is little room: "forget" for a forget gate.
 * @param {Equation} equation
 * @param {Naming} naming
 */
export function shortName(equation, naming) {
  if (isOfArticle(equation, naming)) return t(`common.article-short.${meaningOf(equation)}`);
  return has(`cells.short.${called(equation)}`) ? t(`cells.short.${called(equation)}`) : nameOf(equation, naming);
}

/** @param {Equation} equation @returns {string} "" where there is nothing to be said */
export function decides(equation) {
  const { kind, does } = equation;
  const each = has(`common.decides.${meaningOf(equation)}`) ? [meaningOf(equation)] : does.map((one) => `${kind}-${one}`);
  return listed(each.filter((one) => has(`common.decides.${one}`)).map((one) => t(`common.decides.${one}`)));
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
 * All gates, as a list in words; "" where there are none.
 * @param {Cell} cell
 * @param {Naming} naming
 */
export function gateNames({ equations }, naming) {
  const nameIn = (/** @type {Equation} */ one) => (isNameless(one, naming) ? nameAlone(one, naming) : shortName(one, naming));
  return listed(equations.filter(isGate).map(nameIn));
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
  if (!belt) return t("common.belt.none", { why: (why ?? "").replaceAll("`", "") });
  const puts = listed(belt.puts.map(({ text }) => signs(text)));
  const slots = { state: belt.state, keeps: signs(belt.keeps.text), puts };
  return belt.shows ? t("common.belt.shown", { ...slots, shows: belt.shows }) : t("common.belt", slots);
}

/** @param {string} text with the signs of mathematics */
export function signs(text) {
  return text.replaceAll("-", "−").replaceAll("*", "×");
}
