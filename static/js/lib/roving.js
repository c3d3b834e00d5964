// A table of buttons that is one stop of Tab: arrows, Home and End go from button to button in it.

/** @type {Record<string, (row: number, column: number, last: {row: number, column: number}) => [number, number]>} */
const WAYS = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row) => [row, 0],
  End: (row, _, last) => [row, last.column],
};

/** @param {HTMLTableElement} table */
export function roves(table) {
  table.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLButtonElement) makeStop(table, target);
  });
  table.addEventListener("keydown", (event) => {
    const way = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey ? undefined : WAYS[event.key];
    const rows = [...(table.tBodies[0]?.rows ?? [])].map((one) => [...one.querySelectorAll("button")]);
    const row = rows.findIndex((some) => some.some((one) => one === document.activeElement));
    const column = rows[row]?.findIndex((one) => one === document.activeElement) ?? -1;
    if (!way || column < 0) return;
    event.preventDefault();
    const [toRow, toColumn] = way(row, column, { row: rows.length - 1, column: (rows[row]?.length ?? 0) - 1 });
    rows[toRow]?.[toColumn]?.focus();
  });
}

/**
 * The button at which Tab stops.
 * @param {HTMLTableElement} table
 * @param {Element | null | undefined} stop the first one, where there is none
 */
export function makeStop(table, stop) {
  const buttons = [...table.getElementsByTagName("button")];
  const only = buttons.find((one) => one === stop) ?? buttons[0];
  for (const one of buttons) one.tabIndex = one === only ? 0 : -1;
}
