// The sentence as one snapshot reads it: each word, how far the forget gate is open there, and what would be answered.

import { number, percent, short } from "../../core/format.js";
import { answerAt, toneOf } from "../../core/growing/growth.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Growing } from "../../core/growing/growth.js" */

const MOST = 12; // characters of an answer
const UNSURE = "?";

/** @param {Growing} growing @param {number} turn the token at which the grown network changes its mind; -1: none */
export function wordItems({ tokens }, turn) {
  return tokens.map(({ text }, token) => {
    const gate = element("span", { class: "gate" }, element("span", { class: "level" }));
    const word = element("span", { class: "word", dir: "auto" }, text);
    const item = element("li", {}, word, gate, element("span", { class: "open small" }), element("span", { class: "says" }));
    item.classList.toggle("turn", token === turn);
    return item;
  });
}

/**
 * Writes what a snapshot does into the words.
 * @param {HTMLElement[]} items
 * @param {Growing} growing
 * @param {number} at which snapshot
 */
export function fillWords(items, growing, at) {
  const snapshot = growing.snapshots[at];
  if (!snapshot) return;
  items.forEach((item, token) => {
    const [, gate, open, says] = /** @type {HTMLElement[]} */ ([...item.children]);
    const value = snapshot.gates[growing.keeps]?.[token] ?? 0;
    const best = snapshot.belief[token]?.[0] ?? { word: "", p: 0 };
    const answer = answerAt(snapshot, token);
    gate?.style.setProperty("--value", String(value));
    if (open) open.textContent = number(value);
    if (!says) return;
    says.textContent = answer ? short(answer, MOST) : UNSURE;
    says.title = t("growing.answer.share", { word: best.word, share: percent(best.p) });
    says.dataset.tone = String(answer ? toneOf(growing, answer) : 0);
    says.classList.toggle("sure", Boolean(answer));
    says.style.setProperty("--p", String(best.p));
  });
}
