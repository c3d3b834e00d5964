// A field for each number or text that can be set.

import { element } from "../dom.js";

/**
 * @param {{name: string, label: string, hint: string, value: string, isText: boolean, file?: string}} field ``file``: what the
 *   button says that opens a file in place of what is typed; none: there is no button
 * @param {(text: string) => string} take what was typed; gives what is to stand there
 */
export function field({ name, label, hint, value, isText, file }, take) {
  const id = `set-${name}`;
  const control = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
    isText ? element("textarea", { id, rows: "3", spellcheck: "false", dir: "auto" }) : element("input", { id, type: "text", inputmode: "decimal", autocomplete: "off" })
  );
  control.value = value;
  control.addEventListener("change", () => (control.value = take(control.value)));
  const parts = [element("label", { for: id }, label), control];
  if (file) parts.push(...opener(file, (text) => (control.value = take(text))));
  if (hint) parts.push(element("span", { class: "hint soft small" }, hint));
  return element("p", { class: isText ? "field wide" : "field" }, ...parts);
}

/** A button, and what it opens a file with: it is read here, and goes nowhere. @param {string} label @param {(text: string) => void} take */
function opener(label, take) {
  const button = element("button", { type: "button", class: "slim" }, label);
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "file", accept: ".csv,.tsv,.txt,text/*", hidden: "", "aria-label": label }));
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [chosen] = input.files ?? [];
    if (chosen) take(await chosen.text());
  });
  return [button, input];
}
