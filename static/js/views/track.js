// The sentence as a row of buttons; under each, what would be answered now, the fainter the less sure.

import { probability } from "../core/format.js";
import { remembered } from "../core/walk.js";

/**
 * @param {Element} list
 * @param {import("../core/walk.js").Trace} trace
 * @param {(token: number) => void} choose
 */
export function track(list, trace, choose) {
  const belief = remembered(trace)?.belief;
  list.replaceChildren(
    ...trace.tokens.map((token, n) => {
      const button = document.createElement("button");
      button.type = "button";
      const text = document.createElement("span");
      text.textContent = token.text;
      if (!token.known) {
        text.className = "unknown";
        button.title = "The network has never seen this word. It can still carry it.";
      }
      button.append(text);
      const best = belief?.[n]?.[0];
      if (best) button.append(believed(best));
      button.addEventListener("click", () => choose(n));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
}

/** @param {import("../core/walk.js").Prediction} best */
function believed(best) {
  const word = document.createElement("span");
  word.className = "belief";
  word.style.setProperty("--sure", String(best.p));
  const name = document.createElement("span");
  name.textContent = best.word;
  const sure = document.createElement("span");
  sure.className = "sure";
  sure.textContent = probability(best.p);
  word.append(name, sure);
  return word;
}

/**
 * @param {Element} list
 * @param {number} token
 */
export function markPresent(list, token) {
  [...list.querySelectorAll("button")].forEach((button, n) => {
    if (n === token) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
}
