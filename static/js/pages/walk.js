// The page that walks a sentence.

import { destination, expected, remembered } from "../core/walk.js";
import { Refusal, trace as ask } from "../lib/api.js";
import { answer } from "../views/answer.js";
import { markPresent, track } from "../views/track.js";

/** @typedef {import("../core/walk.js").Trace} Trace */

const part = /** @param {string} id */ (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const text = /** @type {HTMLInputElement} */ (part("text"));
const examples = /** @type {HTMLSelectElement} */ (part("examples"));

let latest = 0; // only the answer to the latest question is shown

show(JSON.parse(part("first-walk").textContent ?? ""));

part("sentence").addEventListener("submit", (event) => {
  event.preventDefault();
  void walk(text.value, "lstm");
});

examples.addEventListener("change", () => {
  text.value = examples.value;
  void walk(examples.value, examples.selectedOptions[0]?.dataset.cell ?? "lstm");
});

/**
 * @param {string} sentence
 * @param {string} cell
 */
async function walk(sentence, cell) {
  const mine = ++latest;
  try {
    const found = await ask(sentence, cell);
    if (mine !== latest) return;
    part("said").textContent = "";
    show(found);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (mine === latest) part("said").textContent = error.message;
  }
}

/** @param {Trace} trace */
function show(trace) {
  const memory = remembered(trace);
  part("question").textContent = memory
    ? `Asked after each word: “${memory.question} ___”. The stronger the answer stands there, the surer it is.`
    : "This network reads from both sides, so it cannot be asked in the middle of a sentence.";
  track(part("track"), trace, (token) => choose(trace, token));
  choose(trace, destination(trace));
}

/**
 * @param {Trace} trace
 * @param {number} token
 */
function choose(trace, token) {
  markPresent(part("track"), token);
  const { blank, words } = expected(trace, token);
  const said = trace.tokens[token]?.text ?? "";
  part("answer-of").textContent = blank ? "In the blank:" : `After “${said}”:`;
  answer(part("answer"), words);
}
