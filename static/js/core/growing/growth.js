// What became of one sentence while a network was taught: when it began to answer, and when to change its mind.

import { quoted } from "../format.js";
import { t } from "../texts.js";

/** @import { Prediction, Token } from "../walk.js" */
/**
 * @typedef {{updates: number, gates: Record<string, number[]>, belief: Prediction[][], chances: number[][]}} Snapshot
 * @typedef {{
 *   tokens: Token[], fact: string, question: string, end: number, answers: string[], keeps: string, snapshots: Snapshot[],
 * }} Growing as the app tells of it
 * @typedef {{token: number, from: string, to: string}} Turn where the grown network changes its mind
 * @typedef {{name: string, tone: number, values: number[]}} Curve ``tone``: the number of its colour; 0: of a gate
 */

const SURE = 0.5; // what is less probable is no answer

/** What it answers after a token; "" where it is not sure. @param {Snapshot} snapshot @param {number} token */
export function answerAt({ belief }, token) {
  const best = belief[token]?.[0];
  return best && best.p >= SURE ? best.word : "";
}

/** The last change of mind of the grown network. @param {Growing} growing @returns {Turn | null} */
export function turnOf({ snapshots, tokens }) {
  const grown = snapshots.at(-1);
  if (!grown) return null;
  let [turn, before] = [/** @type {Turn | null} */ (null), ""];
  tokens.forEach((_, token) => {
    const now = answerAt(grown, token);
    if (now && before && now !== before) turn = { token, from: before, to: now };
    before = now || before;
  });
  return turn;
}

/**
 * After how many updates something is so, and stays so; null: never.
 * @param {Growing} growing
 * @param {(snapshot: Snapshot) => boolean} is
 */
function fromOn({ snapshots }, is) {
  const last = snapshots.findLastIndex((snapshot) => !is(snapshot));
  return snapshots[last + 1]?.updates ?? null;
}

/** From when on the old answer is the best one before the turn, and not at it. @param {Growing} growing @param {Turn} turn */
export function letsGoFrom(growing, { token, from }) {
  const best = (/** @type {Snapshot} */ { belief }, /** @type {number} */ at) => belief[at]?.[0]?.word;
  return fromOn(growing, (snapshot) => best(snapshot, token - 1) === from && best(snapshot, token) !== from);
}

/** From when on it gives the answer at the end that it gives when it is grown. @param {Growing} growing */
export function answersFrom(growing) {
  const grown = growing.snapshots.at(-1);
  const answer = grown ? answerAt(grown, growing.end) : "";
  return { answer, updates: answer ? fromOn(growing, (snapshot) => answerAt(snapshot, growing.end) === answer) : null };
}

/** @param {Growing} growing @param {Turn} turn */
const wordAt = ({ tokens }, { token }) => quoted(tokens[token]?.text, Infinity);

/** What there is to be seen, in sentences. @param {Growing} growing @returns {string[]} */
export function findings(growing) {
  const turn = turnOf(growing);
  const { answer, updates } = answersFrom(growing);
  if (!answer && !turn) return [t("growing.unsure")];
  const answers = updates === null ? [] : [t("growing.answers", { n: updates, answer })];
  if (!turn) return [...answers, t("growing.holds", { answer })];
  const [word, n] = [wordAt(growing, turn), letsGoFrom(growing, turn)];
  const { from } = turn;
  return [n === null ? t("growing.never-lets-go", { from, word }) : t("growing.lets-go", { n, from, word }), ...answers];
}

/**
 * Over all snapshots: the chance of the old answer just before the turn, that of the answer at the end, and the forget gate at the
 * turn; without a turn, the chances of all answers at the end.
 * @param {Growing} growing
 * @returns {Curve[]}
 */
export function curves(growing) {
  const { snapshots, answers, end, keeps } = growing;
  const chance = (/** @type {string} */ answer, /** @type {number} */ token) =>
    snapshots.map(({ chances }) => chances[token]?.[answers.indexOf(answer)] ?? 0);
  const atEnd = (/** @type {string} */ answer) => {
    return { name: t("growing.curve.answers", { answer }), tone: toneOf(growing, answer), values: chance(answer, end) };
  };
  const turn = turnOf(growing);
  if (!turn) return answers.map(atEnd);
  const word = wordAt(growing, turn);
  const gate = snapshots.map(({ gates }) => gates[keeps]?.[turn.token] ?? 0);
  return [
    { name: t("growing.curve.remembers", { from: turn.from, word }), tone: toneOf(growing, turn.from), values: chance(turn.from, turn.token - 1) },
    atEnd(turn.to),
    { name: t("growing.curve.gate", { word }), tone: 0, values: gate },
  ];
}

/** The number of the colour of an answer; 0 for one that has none. @param {Growing} growing @param {string} answer */
export const toneOf = ({ answers }, answer) => answers.indexOf(answer) + 1;
