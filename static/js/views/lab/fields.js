// A field for each number or text that can be set.

import { element } from "../dom.js";

/**
 * @param {{name: string, label: string, hint: string, value: string, isText: boolean}} field
 * @param {(text: string) => string} take what was typed; gives what is to stand there
 */
export function field({ name, label, hint, value, isText }, take) {
  const id = `set-${name}`;
  const control = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
    isText ? element("textarea", { id, rows: "3", spellcheck: "false", dir: "auto" }) : element("input", { id, type: "text", inputmode: "decimal", autocomplete: "off" })
  );
  control.value = value;
  control.addEventListener("change", () => (control.value = take(control.value)));
  const parts = [element("label", { for: id }, label), control];
  if (hint) parts.push(element("span", { class: "hint soft small" }, hint));
  return element("p", { class: isText ? "field wide" : "field" }, ...parts);
}
