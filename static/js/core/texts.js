// The texts of the page in its language: by their ids, filled with words and numbers. See texts/ for the catalogues.

/** @typedef {string | Record<string, string>} Text or by plural form */
/** @typedef {{language: string, texts: Record<string, Text>}} Catalogue */

const SLOT = /\{(\w+)\}/g;
const catalogue = given();
const plural = new Intl.PluralRules(catalogue.language);
const point = new Intl.NumberFormat(catalogue.language).format(0.5).charAt(1);
const group = new Intl.NumberFormat(catalogue.language).format(12345).charAt(2);
const between = /\s/.test(group) ? "\\s" : `\\${group}`; // whoever types a space types any
const grouped = new RegExp(`^[-−]?[1-9]\\d{0,2}(?:${between}\\d{3})+$`);
const plain = new Intl.NumberFormat(catalogue.language, { maximumFractionDigits: 20, useGrouping: "always" });

/** The language of the page, as BCP 47 has it. */
export const { language } = catalogue;

/** The decimal point of the language, and what it writes between thousands. */
export const separators = point + group;

/** The page carries what it needs; in tests without a page it stands in a variable of their own. @returns {Catalogue} */
function given() {
  const carried = globalThis.document?.getElementById("texts")?.textContent;
  const { language, texts } = carried ? JSON.parse(carried) : /** @type {any} */ (globalThis).gatewalkTexts;
  return { language: numbersOf(language), texts };
}

/** A language that is made up for tests counts as English does. @param {string} tag */
function numbersOf(tag) {
  return /-X[A-Z]$/.test(tag) ? "en" : tag;
}

/**
 * A text. One with plural forms takes that of its slot ``n``. Numbers are written as the language writes them.
 * @param {string} id
 * @param {Record<string, string | number>} [slots]
 */
export function t(id, slots = {}) {
  const text = catalogue.texts[id];
  if (text === undefined) {
    console.warn(`there is no text ${id}`);
    return id;
  }
  const form = typeof text === "string" ? text : (text[plural.select(Number(slots.n))] ?? text.other ?? "");
  return form.replace(SLOT, (slot, /** @type {string} */ name) => {
    const value = slots[name];
    if (value === undefined) console.warn(`the text ${id} lacks a value for ${slot}`);
    return typeof value === "number" ? plain.format(value).replace("-", "−") : (value ?? slot);
  });
}

/** Whether there is such a text: for names that may be those of somebody's own cell. @param {string} id */
export function has(id) {
  return id in catalogue.texts;
}

/** A number as it was typed, without what the language writes between thousands; any other text as it is. @param {string} text */
export function ungrouped(text) {
  return grouped.test(text) ? text.replace(new RegExp(between, "g"), "") : text;
}

/** @param {number} value @param {number} decimals */
export function decimal(value, decimals) {
  return pointed(value.toFixed(decimals)); // a NumberFormat for each would take 50 µs, and some pages write a thousand
}

/** With the decimal point of the language. @param {string} number with that of programs */
export function pointed(number) {
  return number.replace(".", point);
}
