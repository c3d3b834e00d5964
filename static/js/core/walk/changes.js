// What if: the values that are held and the words that are exchanged, as a list that can be read, linked to and undone.

import { nameAlone, nameOf } from "../parts.js";
import { listed, number, quoted } from "../format.js";
import { t } from "../texts.js";
import { factName } from "./facts.js";

/** @import { Naming } from "../parts.js" */
/** @import { Direction, Walk } from "../walk.js" */

/**
 * @typedef {"open" | "shut" | "as it was" | number} Held
 * @typedef {{kind: "hold", signal: string, units: number[] | "all", tokens: number[], to: Held, direction?: Direction, along?: true}} Hold
 *   made ``along`` with the change before it, by one press, and undone with it; the ``direction`` tells the halves of a network apart that reads both ways; else it is forward
 * @typedef {{kind: "exchange", token: number, word: string}} Exchange
 * @typedef {Hold | Exchange} Change
 * @typedef {{token: number, signal: string, units: number[] | "all", value: number | number[], direction: Direction}} Edit as the app knows it
 */

const MOST = 40; // changes in a link

/**
 * Whether a change can be made to this cell: another one may lack the signal, or some of the units.
 * @param {Change} change
 * @param {Walk} walk
 */
export function applies(change, walk) {
  if (change.kind === "exchange") return change.token < walk.length;
  const units = change.units === "all" ? [] : change.units;
  return Object.hasOwn(walk.signals, change.signal) && units.every((unit) => unit < walk.units) && change.tokens.every((token) => token < walk.length);
}

/**
 * Whether a later hold sets some of the same numbers.
 * @param {Change[]} changes
 * @param {number} n
 */
export function overruled(changes, n) {
  const mine = changes[n];
  if (mine?.kind !== "hold") return false;
  /** @param {Hold} other */
  const sameUnits = ({ units }) => mine.units === "all" || units === "all" || mine.units.some((unit) => units.includes(unit));
  return changes.slice(n + 1).some((other) => other.kind === "hold" && other.signal === mine.signal && other.direction === mine.direction && other.tokens.some((token) => mine.tokens.includes(token)) && sameUnits(other));
}

/**
 * What the app is asked to force. Where two holds set the same number, the later one counts.
 * @param {Change[]} changes
 * @param {Walk} original the walk as it is without them
 * @returns {Edit[]}
 */
export function edits(changes, original) {
  return changes.flatMap((change) => {
    if (change.kind !== "hold" || !applies(change, original)) return [];
    const { signal, units, tokens, to, direction = "forward" } = change;
    const half = original.readsBothWays ? original.read(direction) : original;
    return tokens.map((token) => ({ token, signal, units, value: valueOf(to, half, signal, token, units), direction: half.direction }));
  });
}

/**
 * @param {Held} to
 * @param {Walk} original
 * @param {string} signal
 * @param {number} token
 * @param {number[] | "all"} units
 */
function valueOf(to, original, signal, token, units) {
  if (to !== "as it was") return fixed(to);
  const was = original.signal(signal);
  return units === "all" ? [...was.row(token)] : units.map((unit) => was.at(token, unit));
}

/** @param {Exclude<Held, "as it was">} to @returns {number} whatever it was */
function fixed(to) {
  if (typeof to === "number") return to;
  return to === "open" ? 1 : 0;
}

/**
 * The sentence with its words exchanged. Places in it count characters, which are not always one piece of a JavaScript string.
 * @param {string} sentence
 * @param {Change[]} changes
 * @param {Walk} original
 */
export function exchanged(sentence, changes, original) {
  const characters = [...sentence];
  /** @type {Map<number, string>} the later exchange of a word counts */
  const words = new Map();
  for (const change of changes) if (change.kind === "exchange" && applies(change, original)) words.set(change.token, change.word);
  return original.tokens.reduceRight((text, { start, end }, token) => {
    const word = words.get(token);
    return word === undefined ? text : [...[...text].slice(0, start), word, ...[...text].slice(end)].join("");
  }, characters.join(""));
}

/**
 * A change in words.
 * @param {Change} change
 * @param {Walk} original
 * @param {Naming} naming
 */
export function changeInWords(change, original, naming) {
  if (change.kind === "exchange") return t("walk-more.change.exchange", { before: quoted(original.tokens[change.token]?.text), word: quoted(change.word) });
  const { signal, units, tokens, to, direction } = change;
  const equation = original.cell.equations.find(({ name }) => name === signal);
  const held = typeof to === "number" ? "value" : to === "as it was" ? "as-it-was" : to;
  const words = t(`walk-more.change.${held}`, {
    gate: equation ? nameOf(equation, naming) : t("walk-more.change.signal"),
    signal,
    units: unitsInWords(units, original),
    value: typeof to === "number" ? number(to) : "",
    where: tokensInWords(tokens, original),
  });
  return inItsHalf(words, original, direction);
}

/** @param {string} words @param {Walk} original @param {Direction} [direction] */
function inItsHalf(words, original, direction = "forward") {
  return original.readsBothWays ? t(`walk-more.change.half-${direction}`, { change: words }) : words;
}

/**
 * The same in one line: of one value also what it was.
 * @param {Change} change
 * @param {Walk} original
 * @param {Naming} naming
 */
export function changeInBrief(change, original, naming) {
  if (change.kind === "exchange" || change.to === "as it was" || !applies(change, original)) return changeInWords(change, original, naming);
  const { signal, units, tokens, to, direction = "forward" } = change;
  const equation = original.cell.equations.find(({ name }) => name === signal);
  const values = (original.readsBothWays ? original.read(direction) : original).signal(signal);
  const [n, unit, token] = [units === "all" ? original.units : units.length, Number(units[0]), tokens[0] ?? 0];
  const slots = { gate: equation ? nameAlone(equation, naming) : signal, where: tokensInWords(tokens, original), now: number(fixed(to)) };
  const isOne = n === 1 && tokens.length === 1;
  const words = isOne ? t("walk.effect.of-one", { ...slots, unit, before: number(values.at(token, unit)) }) : t("walk.effect.of-many", { ...slots, n });
  return inItsHalf(words, original, direction);
}

/**
 * @param {number[] | "all"} units
 * @param {Walk} walk
 */
function unitsInWords(units, walk) {
  if (units === "all") return t("walk-more.units.all");
  const holder = walk.memory.find((memory) => sameNumbers(memory.units, units));
  if (holder) return t("walk-more.units.hold", { n: units.length, fact: factName(holder.fact) });
  const most = walk.memory.find((memory) => memory.units.length > 1 && memory.units.every((unit) => units.includes(unit)));
  if (most) {
    const some = t("walk-more.units.hold", { n: most.units.length, fact: factName(most.fact) });
    return t("walk-more.units.and-more", { units: some, n: units.length - most.units.length });
  }
  return t("walk-more.units.named", { n: units.length, units: listed(units.map(String)) });
}

/**
 * @param {number[]} tokens
 * @param {Walk} walk
 */
function tokensInWords(tokens, walk) {
  const texts = tokens.map((token) => walk.tokens[token]?.text ?? "?");
  if (tokens.length > 1 && texts.every((text) => text === ".")) return t("walk-more.where.stops");
  if (tokens.length > 1 && tokens.length === walk.length) return t("walk-more.where.all");
  const [word, last] = [quoted(texts[0]), quoted(texts.at(-1))];
  return tokens.length === 1 ? t("walk-more.where.word", { word }) : t("walk-more.where.stretch", { word, last });
}

/**
 * @param {number[]} some
 * @param {number[]} others
 */
function sameNumbers(some, others) {
  const there = new Set(others);
  return some.length === others.length && some.every((one) => there.has(one));
}

/**
 * The tokens of the sentence that a token stands in, with its full stop.
 * @param {Walk} walk
 * @param {number} token
 */
export function sentenceAround(walk, token) {
  /** @param {number} n */
  const ends = (n) => /^[.!?]$/.test(walk.tokens[n]?.text ?? "");
  let [from, to] = [token, token];
  while (from > 0 && !ends(from - 1)) from--;
  while (to < walk.length - 1 && !ends(to)) to++;
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

/** @param {Walk} walk */
export function fullStops(walk) {
  return [...walk.tokens.keys()].filter((token) => walk.tokens[token]?.text === ".");
}

/**
 * Changes out of a link. What is not well-formed is left out.
 * @param {string} text
 * @returns {Change[]}
 */
export function readChanges(text) {
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(parsed) ? parsed.slice(0, MOST).filter(isChange) : [];
}

/**
 * With one more. The last one, if it holds the same values, is another place on the way of the same door.
 * @param {Change[]} changes
 * @param {Change} one
 */
export function including(changes, one) {
  const last = changes.at(-1);
  const isSame = last?.kind === "hold" && !("along" in last) && JSON.stringify({ ...last, to: 0 }) === JSON.stringify({ ...one, to: 0 });
  return [...(isSame ? changes.slice(0, -1) : changes), one];
}

/**
 * Without one of them. What was made along with it stands alone then.
 * @param {Change[]} changes
 * @param {Change} one
 */
export function without(changes, one) {
  const left = changes.filter((other) => other !== one);
  const next = left[changes.indexOf(one)];
  if (!next || next.kind !== "hold" || "along" in one) return left;
  const { along, ...alone } = next;
  return left.map((other) => (other === next ? alone : other));
}

/**
 * Without what the last press has changed.
 * @param {Change[]} changes
 */
export function undone(changes) {
  return changes.slice(0, changes.findLastIndex((change) => !("along" in change)));
}

/** The first of those that the last press has made. @param {Change[]} changes */
export function lastMade(changes) {
  return changes.findLast((change) => !("along" in change));
}

/** @param {any} one */
function isChange(one) {
  if (one?.kind === "exchange") return isIndex(one.token) && typeof one.word === "string";
  const held = ["open", "shut", "as it was"].includes(one?.to) || Number.isFinite(one?.to);
  const units = one?.units === "all" || areIndexes(one?.units);
  const half = [undefined, "forward", "backward"].includes(one?.direction);
  return one?.kind === "hold" && half && [undefined, true].includes(one.along) && typeof one.signal === "string" && held && units && areIndexes(one.tokens);
}

/** @param {any} some */
function areIndexes(some) {
  return Array.isArray(some) && some.length > 0 && some.length <= 1024 && some.every(isIndex);
}

/** @param {any} one */
function isIndex(one) {
  return Number.isInteger(one) && one >= 0 && one < 1_000_000;
}
