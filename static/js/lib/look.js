// The colours and the typeface of the theme, for figures that no style sheet reaches.

const NAMES = /** @type {const} */ (["ink", "soft", "line", "plus", "minus", "open", "shut", "sheet"]);

/** @returns {import("../core/figure.js").Look} */
export function look() {
  const style = getComputedStyle(document.body);
  const found = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return /** @type {any} */ ({ ...found, font: style.fontFamily, rem });
}

export function themeNow() {
  return document.documentElement.dataset.theme ?? "light";
}

/** @param {() => void} act */
export function onThemeChange(act) {
  new MutationObserver(act).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
