// The sentence as a row of buttons. Under each word what its gates do; under all of them a strip: what would be answered.

import { short } from "../../core/format.js";
import { isGate } from "../../core/parts.js";
import { runs } from "../../core/runs.js";
import { t } from "../../core/texts.js";
import { inStrip, stripOf } from "../../core/walk/strip.js";
import { element } from "../dom.js";

/** @import { Walk } from "../../core/walk.js" */
/** @import { Line } from "../../core/walk/lines.js" */

const MOST = 12; // characters of an answer in the strip: a longer one must not spread the words
const ROOM = 3; // words, over which there is room to say that it is as it was before

/**
 * @param {Walk} walk
 * @param {Walk | null} original whose strip is shown besides
 * @param {number[]} units of which the gates are shown
 * @param {Line[]} lines into which the sentence is broken
 * @returns {HTMLElement[]} a line each: its words, and the strips below them; a button names its token
 */
export function track(walk, original, units, lines) {
  return lines.map((line) => {
    const strips = [...strip(walk, line, 2), ...(original ? strip(original, line, 3) : [])];
    return element("div", { class: "line" }, words(walk, units, line), ...strips);
  });
}

/**
 * @param {Walk} walk
 * @param {number[]} units
 * @param {Line} line
 */
function words(walk, units, { from, to }) {
  const strip = stripOf(walk);
  const words = element("ol", { role: "list" });
  walk.tokens.slice(from, to).forEach((token, place) => {
    const n = from + place;
    const text = element("span", { class: `token${token.known ? "" : " unknown"}${token.meant ? " meant" : ""}`, dir: "auto" }, token.text);
    const button = element("button", { type: "button", "data-token": String(n) }, text, gates(walk, n, units));
    if (!token.known) button.title = t("walk.unknown.word");
    if (token.meant) button.title = t("common.meant", { word: token.meant });
    const best = strip.best[n];
    if (best) button.append(element("span", { class: "hidden" }, t("walk.strip.after-word", { spoken: inStrip(best, strip.standings[n]).spoken })));
    words.append(element("li", {}, button));
  });
  return words;
}

/**
 * A bar for each gate, as high as it is open: the mean of these units.
 * @param {Walk} walk
 * @param {number} token
 * @param {number[]} units
 */
function gates(walk, token, units) {
  const bars = element("span", { class: "bars", "aria-hidden": "true" });
  if (!walk.remembered) return bars;
  for (const { name } of walk.cell.equations.filter(isGate)) {
    const bar = element("span", {});
    const open = units.reduce((sum, unit) => sum + walk.signal(name).at(token, unit), 0) / units.length;
    bar.style.setProperty("--value", open.toFixed(3));
    bars.append(bar);
  }
  return bars;
}

/**
 * What is believed from word to word: a field for each, as strong as it is sure; the answer stands where it begins. Where it
 * does not know, both are empty: what is likeliest then is chance. A habit is grey.
 * @param {Walk} walk
 * @param {Line} line
 * @param {number} row
 */
function strip(walk, { from: begin, to: end }, row) {
  const whole = stripOf(walk);
  const [best, standings] = [whole.best.slice(begin, end), whole.standings.slice(begin, end)];
  const ghost = row > 2 ? " ghost" : "";
  const fields = best.map((one, n) => {
    const title = one ? inStrip(one, standings[n]).title : "";
    const field = element("span", { class: `sure ${standings[n]}${ghost}`, "aria-hidden": "true", title, "data-token": String(begin + n) });
    field.style.gridArea = `${row} / ${n + 1}`;
    field.style.setProperty("--sure", String(standings[n] === "unknown" ? 0 : (one?.p ?? 0)));
    return field;
  });
  const alike = runs(best.map((one, n) => `${standings[n]} ${one?.word}`)).filter(({ from }) => standings[from] !== "unknown");
  const named = ghost ? (alike.find(({ from, to }) => to - from >= ROOM) ?? alike[0]) : undefined; // which is said to be as it was before
  const answers = alike.map((run) => {
    const { from, to } = run;
    const about = { class: `belief ${standings[from]}${ghost}`, "aria-hidden": "true", "data-from": String(begin + from) };
    const word = short(best[from]?.word ?? "", MOST);
    const name = element("span", about, element("span", {}, run === named ? t("walk.answer.before", { word }) : word));
    name.style.gridArea = `${row} / ${from + 1} / auto / ${to + 1}`;
    return name;
  });
  return [...fields, ...answers];
}

/**
 * What comes is not shown yet: of the strips what stands behind one word, of the bars under the words what stands behind another.
 * @param {Element} place
 * @param {number} strips the last word of which they are shown
 * @param {number} bars
 */
export function hideBeyond(place, strips, bars) {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".sure, .belief"))) {
    one.classList.toggle("comes", Number(one.dataset.token ?? one.dataset.from) > strips);
  }
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("button[data-token]"))) {
    one.querySelector(".bars")?.classList.toggle("comes", Number(one.dataset.token) > bars);
    one.querySelector(".hidden")?.toggleAttribute("hidden", Number(one.dataset.token) > strips);
  }
}

/** Marks the word since which it answers what is the answer; of none, if -1. @param {Element} place @param {number} token */
export function markReason(place, token) {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".belief:not(.ghost)"))) {
    one.classList.toggle("reason", Number(one.dataset.from) === token);
  }
}

/**
 * Lets a word be typed over another one.
 * @param {Element} place
 * @param {number} token
 * @param {(word: string) => void} done with what was typed, unless it was nothing new
 */
export function typeOver(place, token, done) {
  const button = place.getElementsByTagName("button")[token];
  const text = button?.querySelector(".token")?.textContent ?? "";
  if (!button) return;
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "text", class: "over", maxlength: "60", "aria-label": t("walk.instead-of", { word: text }) }));
  box.value = text;
  box.addEventListener("blur", () => box.remove());
  box.addEventListener("keydown", ({ key, isComposing }) => {
    if (isComposing || (key !== "Escape" && key !== "Enter")) return; // Enter may also choose a sign of a script that is composed
    const word = box.value.trim();
    button.focus(); // the box goes when it is left
    if (key === "Enter" && word && word !== text) done(word);
  });
  button.parentElement?.append(box);
  box.focus();
  box.select();
}

/**
 * @param {Element} place
 * @param {number} token
 * @returns {HTMLElement | undefined} its button
 */
export function markPresent(place, token) {
  const buttons = place.getElementsByTagName("button");
  const present = buttons[token];
  if (!present) return present;
  const left = present.parentElement?.offsetLeft ?? 0;
  const right = left + present.offsetWidth;
  const view = { left: place.scrollLeft, width: place.clientWidth };
  const before = place.querySelector("[aria-current]");
  if (before && before !== present) {
    before.removeAttribute("aria-current");
    before.setAttribute("tabindex", "-1");
  }
  if (!before) for (const button of buttons) button.tabIndex = -1; // one stop for Tab; the arrow keys go from word to word
  present.setAttribute("aria-current", "step");
  present.tabIndex = 0;
  if (before && before === document.activeElement) present.focus({ preventScroll: true }); // else Tab and Space would be those of a word left behind
  if (left < view.left || right > view.left + view.width) place.scrollLeft = left - view.width / 2;
  return present;
}
