// The sentence as a row of buttons. Under each word what its gates do, and what would be answered now.

import { number, weighted } from "../core/format.js";
import { gatesOf, isSigned } from "../core/parts.js";
import { element } from "./dom.js";

/**
 * @param {Element} list
 * @param {import("../core/walk.js").Walk} walk
 * @param {(token: number) => void} choose
 */
export function track(list, walk, choose) {
  const belief = walk.remembered?.belief;
  list.replaceChildren(
    ...walk.tokens.map((token, n) => {
      const text = element("span", { class: token.known ? "token" : "token unknown" }, token.text);
      const button = element("button", { type: "button" }, text, gates(walk, n));
      if (!token.known) button.title = "The network has never seen this word. It can still carry it.";
      const best = belief?.[n]?.[0];
      if (best) button.append(believed(best, belief?.[n - 1]?.[0]?.word === best.word));
      button.addEventListener("click", () => choose(n));
      return element("li", {}, button);
    }),
  );
}

/**
 * A bar for each gate, as high as it is open, for the units that hold the fact.
 * @param {import("../core/walk.js").Walk} walk
 * @param {number} token
 */
function gates(walk, token) {
  const bars = element("span", { class: "bars", "aria-hidden": "true" });
  const memory = walk.remembered;
  if (!memory) return bars;
  for (const equation of gatesOf(walk.cell)) {
    if (isSigned(equation)) continue;
    const bar = element("span", {});
    bar.style.setProperty("--value", weighted(walk.signal(equation.name), token, memory).toFixed(3));
    bars.append(bar);
  }
  return bars;
}

/**
 * @param {import("../core/walk.js").Prediction} best
 * @param {boolean} again the same as at the token before
 */
function believed(best, again) {
  const word = element("span", { class: again ? "belief again" : "belief" }, best.word);
  word.style.setProperty("--sure", String(best.p));
  return element("span", { class: "believed" }, word, element("span", { class: "sure" }, number(best.p)));
}

/**
 * @param {Element} list
 * @param {number} token
 */
export function markPresent(list, token) {
  const buttons = [...list.querySelectorAll("button")];
  buttons.forEach((button, n) => {
    if (n === token) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
    button.tabIndex = n === token ? 0 : -1; // one stop for Tab; the arrow keys go from word to word
  });
  const present = buttons[token];
  if (!present) return;
  const [left, right] = [present.offsetLeft, present.offsetLeft + present.offsetWidth];
  if (left < list.scrollLeft || right > list.scrollLeft + list.clientWidth) list.scrollLeft = left - list.clientWidth / 2;
}
