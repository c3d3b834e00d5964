// The parts of a page, by their identifiers. A part that is not there is a fault of the page.

/** @param {string} id */
export function part(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** @param {string} id */
export const input = (id) => /** @type {HTMLInputElement} */ (part(id));

/** @param {string} id */
export const select = (id) => /** @type {HTMLSelectElement} */ (part(id));

/** @param {string} id */
export const table = (id) => /** @type {HTMLTableElement} */ (part(id));

/** @param {string} id */
export const dialog = (id) => /** @type {HTMLDialogElement} */ (part(id));
