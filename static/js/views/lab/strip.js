// A sequence with what the network makes of it: its words, a band of colour for each gate and for the memory, its answers.

import { shareInWords } from "../../core/lab/words.js";
import { t } from "../../core/texts.js";
import { element } from "../dom.js";

/** @import { Look as Colours } from "../../core/figure.js" */
/** @import { Map as Band } from "../../core/lab/maps.js" */
/** @import { Prediction, Watched } from "../../core/lab/watched.js" */

const MOST_HIGH = 6; // pixels of a unit

/**
 * @param {Watched} watched
 * @param {Band[]} bands
 * @param {Prediction[]} predictions
 * @param {Colours} colours
 */
export function strip({ words, strong }, bands, predictions, colours) {
  const answers = predictions.map(({ text, p, right }) => {
    const one = element("span", { class: right === null ? "named" : right ? "named right" : "named off", title: t("lab.inside.named", { answer: text, share: shareInWords(p) }) }, wordOf(text));
    one.style.setProperty("--p", String(p));
    return one;
  });
  return [
    heads({ words, strong }),
    ...bands.map((one) => bandOf(one, words.length, colours)),
    row(t("lab.inside.answer"), answers),
  ];
}

/** One for each word, wide enough for the longest. @param {HTMLElement} strip @param {string[]} words */
export function columns(strip, words) {
  strip.style.setProperty("--columns", String(words.length));
  strip.style.setProperty("--letters", String(Math.max(...words.map((word) => word.length))));
}

/** A word of a task: it is the same in every language. @param {string} text */
const wordOf = (text) => element("span", { translate: "no" }, text);

/** @param {Pick<Watched, "words" | "strong">} watched */
export function heads({ words, strong }) {
  return row(t("lab.inside.sequence"), words.map((word, n) => element("span", { class: strong[n] ? "word strong" : "word", translate: "no" }, word)));
}

/** @param {Band} band @param {number} steps @param {Colours} colours */
export const bandOf = (band, steps, colours) => element("div", { class: "band" }, label(band.signal, band.name), canvas(band, steps, colours));

/** @param {string} name @param {HTMLElement[]} cells */
const row = (name, cells) => element("div", { class: "band" }, label("", name), element("div", { class: "places" }, ...cells));

/** @param {string} symbol @param {string} name */
export const label = (symbol, name) => element("span", { class: "name small" }, ...(symbol ? [element("var", {}, symbol), " "] : []), name);

/** @param {Band} band @param {number} steps @param {Colours} colours */
function canvas({ name, values, isSigned }, steps, { shut, open, minus, plus, sheet }) {
  const units = values.length / steps;
  const made = /** @type {HTMLCanvasElement} */ (element("canvas", {
    width: String(steps), height: String(units), role: "img", "aria-label": t("lab.inside.picture", { name, n: units, steps }),
  }));
  made.style.setProperty("--high", `${Math.min(72, Math.max(40, MOST_HIGH * units))}px`);
  const brush = made.getContext("2d");
  if (!brush) return made;
  const [low, middle, high] = (isSigned ? [minus, sheet, plus] : [shut, shut, open]).map(parts);
  const most = isSigned ? values.reduce((most, one) => Math.max(most, Math.abs(one)), 1) : 1;
  const pixels = brush.createImageData(steps, units);
  for (let step = 0; step < steps; step++) {
    for (let unit = 0; unit < units; unit++) {
      const value = Math.max(-1, Math.min(1, (values[step * units + unit] ?? 0) / most));
      const end = (value < 0 ? low : high) ?? [];
      const at = 4 * (unit * steps + step);
      for (let k = 0; k < 3; k++) pixels.data[at + k] = (middle?.[k] ?? 0) + Math.abs(value) * ((end[k] ?? 0) - (middle?.[k] ?? 0));
      pixels.data[at + 3] = 255;
    }
  }
  brush.putImageData(pixels, 0, 0);
  return made;
}

/** Red, green and blue of `#rrggbb`. @param {string} colour */
const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
