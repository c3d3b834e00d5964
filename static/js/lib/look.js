// The colours and the typeface of the theme, for figures that no style sheet reaches.

const NAMES = /** @type {const} */ (["ink", "soft", "line", "accent", "plus", "minus", "open", "shut", "sheet"]);

/** @type {import("../core/figure.js").Look | null} asked of the browser once for each theme: it is slow to tell */
let known = null;

/** @returns {import("../core/figure.js").Look} */
export function look() {
  return (known ??= read());
}

/** @returns {import("../core/figure.js").Look} */
function read() {
  const style = getComputedStyle(document.body);
  const found = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return /** @type {any} */ ({ ...found, font: style.fontFamily, rem });
}

export function themeNow() {
  return document.documentElement.dataset.theme ?? "light";
}

/**
 * When the theme is another one, or the size of its type, which may follow that of the window.
 * @param {() => void} act
 */
export function onLookChange(act) {
  const changed = () => {
    known = null;
    act();
  };
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  addEventListener("resize", () => {
    if (known && known.rem !== read().rem) changed();
  });
}
