// Draws what was walked: the words, the blocks below them, and the numbers of the present column.

import { aligned } from "../../core/aligned.js";
import { chance, chanceText, said } from "../../core/chance.js";
import { counted } from "../../core/cost.js";
import { number } from "../../core/format.js";
import { otherGate } from "../../core/parts.js";
import { differences, lanesOf } from "../../core/rows.js";
import { partsOf } from "../../core/story.js";
import { look } from "../../lib/look.js";
import { input, part, table } from "../../lib/page.js";
import { fillValues, paintAll, sideBySide } from "../../views/side.js";
import { tableOf } from "../../views/tables.js";
import { brackets, edgesOf, pointAt, words } from "../../views/words.js";
import { now, secondWalk, wordsAt } from "./now.js";

const CLOSE = 60; // columns, from which on words have no room over them

/** @typedef {import("../../core/rows.js").Block} Block */

const places = { labels: part("labels"), pictures: part("pictures"), values: part("values") };

/** Lays out the columns, and what stands in them. @param {(column: number) => void} choose */
export function layOut(choose) {
  const [first, second] = [now.walked[0]?.walk, secondWalk()];
  if (!first) return;
  now.columns = second
    ? aligned(first.tokens.map(({ text }) => text), second.tokens.map(({ text }) => text))
    : first.tokens.map((_, token) => ({ first: token, second: token }));
  now.close = now.columns.length > CLOSE;
  const heads = now.columns.map(({ first: a, second: b }) => {
    const [one, other] = [first.tokens[a], second?.tokens[b]].map((token) => ({ text: token?.text ?? "", known: token?.known ?? true }));
    const texts = [...(one ? [one] : []), ...(second && other ? [other] : [])];
    return { texts, differ: Boolean(second) && one?.text !== other?.text };
  });
  words(part("words"), heads, now.close, choose);
  input("scrubber").max = String(now.columns.length - 1);
  rebuild();
}

/** The blocks anew, as what is to be shown of them has been changed. */
export function rebuild() {
  now.blocks = blocks().map((block) => ({ ...block, lanes: block.lanes.filter(({ group }) => isShown(group)) }));
  sideBySide(places, now.blocks);
  repaint();
}

/** @param {string} group */
function isShown(group) {
  const box = document.querySelector(`[data-group="${group}"]`);
  return !(box instanceof HTMLInputElement) || box.checked;
}

/** @returns {Block[]} */
function blocks() {
  const { walked, columns, right, chosen } = now;
  const [first, second] = [walked[0]?.walk, secondWalk()];
  if (first && second) {
    const others = Boolean(otherGate(first.cell));
    return [
      { title: "First", note: "The first sentence.", lanes: lanesOf(first, right.word, columns.map((one) => one.first), others) },
      { title: "Second", note: "The second sentence.", lanes: lanesOf(second, right.word, columns.map((one) => one.second), others) },
      { title: "Difference", note: "The second less the first.", lanes: differences(first, second, right.word, columns) },
    ];
  }
  const some = walked.filter(({ cost }) => chosen.includes(cost.cell));
  const others = some.some(({ walk }) => otherGate(walk.cell));
  return some.map(({ walk }) => ({
    title: walk.cell.title,
    note: "A table of all its numbers is behind the button below.",
    lanes: lanesOf(walk, right.word, columns.map((one) => one.first), others),
  }));
}

/** Where the columns are, or their colours, has changed. */
export function repaint() {
  if (!now.columns.length) return;
  const middle = part("middle");
  now.edges = edgesOf(part("words"), now.columns.length, now.close, middle.clientWidth);
  part("content").style.width = now.close ? "" : `${now.edges.at(-1)}px`;
  const first = now.walked[0]?.walk;
  brackets(part("parts"), now.mode === "cells" && first ? partsOf(now.story, first.tokens) : [], now.edges);
  part("parts").hidden = now.mode !== "cells";
  part("side").style.setProperty("--heads", `${part("pictures").offsetTop}px`);
  paintAll(places.pictures, now.blocks, now.edges, look());
  middle.tabIndex = middle.scrollWidth > middle.clientWidth + 1 ? 0 : -1;
  point();
}

/** The present column. */
export function point() {
  const { column, columns } = now;
  const word = wordsAt(column);
  pointAt(part("middle"), part("words"), part("cursor"), now.edges, column, word);
  fillValues(places.values, now.blocks, column);
  part("at").textContent = `At ${word}, word ${column + 1} of ${columns.length}`;
  part("told-title").textContent = now.mode === "cells" ? `At ${word}, and what it costs` : `At ${word}`;
  input("scrubber").value = String(column);
  input("scrubber").setAttribute("aria-valuetext", `word ${column + 1} of ${columns.length}: ${word}`);
  answers();
}

/** What each would answer, in numbers. */
function answers() {
  const { first = -1, second = -1 } = now.columns[now.column] ?? {};
  const pair = now.mode === "sentences";
  const shown = pair ? now.walked : now.walked.filter(({ cost }) => now.chosen.includes(cost.cell));
  tableOf(
    table("answers"),
    [pair ? "sentence" : "cell", "answers now", "p", `p of ${now.right.word}`, "numbers learned", "multiplications for each word", "milliseconds here, at best"],
    shown.map(({ walk, cost }) => {
      const token = cost.sentence ? second : first;
      const said_ = token < 0 ? [] : said(walk, token);
      const best = said_[0];
      const name = pair ? (cost.sentence ? "second" : "first") : walk.cell.title;
      const p = token < 0 ? "–" : chanceText(chance(said_, now.right.word));
      return [name, best?.word ?? "no word here", best ? number(best.p) : "–", p, counted(cost.parameters), counted(cost.multiplications), number(cost.milliseconds, 1)];
    }),
  );
}

/** In words, for those who hear it. */
export function spoken() {
  const told = now.blocks.map(({ title, lanes }) => (lanes[0] ? `${title}: ${lanes[0].name} ${lanes[0].text(now.column)}.` : ""));
  part("spoken").textContent = `${wordsAt(now.column)}. ${told.join(" ")}`;
}
