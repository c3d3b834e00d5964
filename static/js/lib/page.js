// The parts of a page. One that is not there, or is of another kind, is a fault of the page.

/**
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function elementAt(within, selector, kind) {
  const one = within.querySelector(selector);
  if (!(one instanceof kind)) throw new Error(`the page has no ${kind.name} ${selector}`);
  return one;
}

/** @param {string} id */
export const part = (id) => elementAt(document, `#${id}`, HTMLElement);

/** @param {string} id */
export const input = (id) => elementAt(document, `#${id}`, HTMLInputElement);

/** @param {string} id */
export const select = (id) => elementAt(document, `#${id}`, HTMLSelectElement);

/** @param {string} id */
export const dialog = (id) => elementAt(document, `#${id}`, HTMLDialogElement);

/**
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T[]}
 */
export function all(within, selector, kind) {
  return [...within.querySelectorAll(selector)].map((one) => {
    if (!(one instanceof kind)) throw new Error(`${selector} is no ${kind.name}`);
    return one;
  });
}

/** What the page was given as JSON. @param {string} id of the element that holds it */
export function given(id) {
  return JSON.parse(elementAt(document, `#${id}`, HTMLScriptElement).textContent);
}

/** An option by its value. @param {HTMLSelectElement} choice @param {string} value */
export function option(choice, value) {
  return elementAt(choice, `option[value="${CSS.escape(value)}"]`, HTMLOptionElement);
}
