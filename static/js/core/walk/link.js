// The address of what one sees. Whoever opens it sees the same; what is out of range is mended, and said, and what cannot
// be read is left out.

import { oneByOne } from "../format.js";
import { t } from "../texts.js";

/** @import { Walk } from "../walk.js" */

const TEXTS = /** @type {const} */ (["sentence", "cell", "signal", "fact", "speed", "theme", "lanes", "names", "direction", "changes", "more", "hides"]);
const NUMBERS = /** @type {const} */ (["token", "part", "unit"]);

/**
 * @typedef {Record<typeof TEXTS[number], string> & Record<typeof NUMBERS[number], number>} View
 */

/**
 * @param {View} view
 * @returns {string} what stands behind the #
 */
export function toFragment(view) {
  const fields = Object.entries(view).filter(([, value]) => value !== "");
  return new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
}

/**
 * @param {string} fragment
 * @returns {Partial<View>} what it says, as far as it can be read
 */
export function fromFragment(fragment) {
  const fields = new URLSearchParams(fragment);
  /** @type {Partial<View>} */
  const view = {};
  for (const name of TEXTS) {
    const text = fields.get(name);
    if (text !== null) view[name] = text;
  }
  for (const name of NUMBERS) {
    const text = fields.get(name);
    if (text !== null && /^\d{1,6}$/.test(text)) view[name] = Number(text);
  }
  return view;
}

/**
 * @param {Partial<View>} view
 * @param {Walk} walk
 * @returns {{view: Partial<View>, mended: string[]}} within the walk, and what had to be changed
 */
export function mended(view, walk) {
  const [kept, changes] = [{ ...view }, /** @type {string[]} */ ([])];
  if (kept.token !== undefined && kept.token >= walk.length) {
    changes.push(t("walk.mended.word", { word: String(kept.token), last: walk.length - 1 }));
    kept.token = walk.length - 1;
  }
  if (kept.unit !== undefined && kept.unit >= walk.units) {
    changes.push(t("walk.mended.unit", { unit: String(kept.unit), last: walk.units - 1 }));
    delete kept.unit;
  }
  if (kept.signal !== undefined && !Object.hasOwn(walk.signals, kept.signal)) {
    changes.push(t("walk.mended.signal", { signal: kept.signal, signals: oneByOne(Object.keys(walk.signals)) }));
    delete kept.signal;
  }
  if (kept.fact && !walk.memory.some(({ fact }) => fact === kept.fact)) {
    changes.push(t("walk.mended.fact", { fact: kept.fact, facts: oneByOne(walk.memory.map(({ fact }) => fact)) }));
    delete kept.fact;
  }
  return { view: kept, mended: changes };
}
