// Numbers as they are shown.

/**
 * @param {number} value
 * @param {number} [decimals]
 */
export function number(value, decimals = 2) {
  const text = value.toFixed(decimals);
  return (/^-0\.?0*$/.test(text) ? text.slice(1) : text).replace("-", "−");
}

/** How likely something is, or how much of it is left. @param {number} share */
export function percent(share) {
  return `${number(100 * share, 0)} %`;
}

/**
 * @param {string} text
 * @param {number} most characters; of a longer one the beginning
 */
export function short(text, most) {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("").trimEnd()}…` : text;
}

/**
 * @param {string | undefined} word
 * @param {number} [most] characters
 */
export function quoted(word = "?", most = 24) {
  return `“${short(word, most)}”`;
}
