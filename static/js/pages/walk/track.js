// The sentence, and what is said of its present word.

import { gateNames, isGate } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { linesOf } from "../../core/walk/lines.js";
import { predictsNext, stripOf } from "../../core/walk/strip.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { isFramed } from "../../lib/channel.js";
import { look, theme } from "../../lib/look.js";
import { widthOfText } from "../../lib/measure.js";
import { matches } from "../../lib/media.js";
import { part } from "../../lib/page.js";
import { widthOf } from "../../lib/size.js";
import { computed, effect } from "../../lib/signals.js";
import { hideBeyond, markPresent, markReason, track } from "../../views/walk/track.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Reads } from "../../lib/signals.js" */
/** @import { State } from "./state.js" */

const MOST_SLIPS = 12; // that are named: what is typed in another language is full of them
const TALL = "(max-width: 64rem) and (min-height: 56rem)"; // a screen on which the whole sentence has room: a tablet on end
const FEW = 2; // lines, for which there is room in a frame
const ROUND = { word: 0.8, bar: 0.525 }; // rem around a word, and for each gate below it
const PAPER = 680; // pixels across a page of A4, less its margins, as in the style sheet

/**
 * @param {State} state
 * @param {(token: number) => void} stopAt
 */
export function sentence(state, stopAt) {
  const place = part("track");
  let [last, hadFocus] = [state.answer.value, false];
  const lines = broken(state, widthOf(place));
  effect(() => {
    hadFocus = place.contains(document.activeElement);
    place.replaceChildren(...track(state.walk.value, state.original.value, state.weighed.value, lines.value));
  });
  effect(() => {
    void lines.value;
    const isNew = last !== state.answer.value;
    last = state.answer.value;
    const present = markPresent(place, state.place.value.token); // it asks where things are, so it comes before anything is changed
    if (isNew && hadFocus) present?.focus({ preventScroll: true }); // its words are new ones
  });
  effect(() => {
    void [state.walk.value, state.original.value, lines.value]; // its words are new ones
    hideBeyond(place, state.upTo.value, state.upTo.value === Infinity ? Infinity : state.place.value.token);
  });
  effect(() => {
    void [state.walk.value, state.original.value, lines.value];
    markReason(place, state.whyAt.value);
  });
  place.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("[data-token]")) : null; // a word, or the strip below it
    if (pressed) stopAt(Number(pressed.dataset.token));
  });
  saying(part("legend-words"), () => legend(state));
  hiddenWhile(part("legend-words"), () => state.walk.value.readsBothWays);
  hiddenWhile(part("legend-habit"), () => !stripOf(state.walk.value).standings.includes("habit"));
  hiddenWhile(part("both"), () => !state.walk.value.readsBothWays);
  hiddenWhile(part("unknown"), () => state.walk.value.tokens.every(({ known }) => known));
  saying(part("meant"), () => t("walk.meant", { words: slips(state.walk.value) }));
  hiddenWhile(part("meant"), () => !slips(state.walk.value));
}

/** What is read as if it were spelt otherwise. @param {Walk} walk */
const slips = ({ tokens }) => {
  const pairs = new Set(tokens.filter(({ meant }) => meant).map(({ text, meant }) => `${text} → ${meant}`));
  const some = [...pairs].slice(0, MOST_SLIPS);
  return [...some, ...(pairs.size > MOST_SLIPS ? ["…"] : [])].join(", ");
};

/** What stands under each word. @param {State} state */
function legend({ walk: { value: walk }, naming, weighed }) {
  const [gates, isNext] = [gateNames(walk.cell, naming.value), predictsNext(walk)];
  if (!gates) return t(isNext ? "walk.legend.next" : "walk.legend.answer");
  return t(isNext ? "walk.legend.gates-and-next" : "walk.legend.gates-and-answer", { gates, n: weighed.value.length });
}

/**
 * On one line, which can be scrolled; in lines where all of it has to be seen, or can be in a frame.
 * @param {State} state
 * @param {Reads<number>} width
 */
function broken({ walk, paper }, width) {
  const tall = matches(TALL);
  return computed(() => {
    const { tokens, cell } = walk.value;
    const words = tokens.map(({ text }) => text);
    const [one, isWhole] = [[{ from: 0, to: words.length }], tall.value || paper.value || theme.value === "projector"];
    if (!isWhole && !isFramed()) return one;
    const { rem, font } = look.value;
    const [round, bars] = [ROUND.word * rem, ROUND.bar * rem * cell.equations.filter(isGate).length];
    const size = parseFloat(getComputedStyle(part("track")).fontSize);
    const lines = linesOf(words, (word) => round + Math.max(bars, widthOfText(word, `${size}px ${font}`)), paper.value ? PAPER : width.value);
    return isWhole || lines.length <= FEW ? lines : one;
  });
}
