// The colours and the typeface of the theme, for figures that no style sheet reaches.

const NAMES = /** @type {const} */ (["ink", "soft", "line", "plus", "minus", "open", "shut", "sheet"]);

/** @returns {Record<typeof NAMES[number] | "font", string>} */
export function colours() {
  const style = getComputedStyle(document.body);
  const found = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return /** @type {any} */ ({ ...found, font: style.fontFamily });
}

export function themeNow() {
  return document.documentElement.dataset.theme ?? "light";
}

/** @param {() => void} act */
export function onThemeChange(act) {
  new MutationObserver(act).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
