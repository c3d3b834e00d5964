// JSON to the letter as Python's `json.dumps(value, sort_keys=True)` writes it: checksums are made of it.

const EXPONENT_BELOW = 1e-4; // where Python begins to write 1e-05

/** @param {unknown} value of plain data; numbers are finite @returns {string} */
export function dumped(value) {
  if (Array.isArray(value)) return `[${value.map(dumped).join(", ")}]`;
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return text(value);
  if (value === null || typeof value !== "object") return String(value ?? null);
  const parts = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([key, one]) => `${text(key)}: ${dumped(one)}`).join(", ")}}`;
}

/** @param {string} value in letters of ASCII */
function text(value) {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {number} value */
function number(value) {
  const isSmall = value !== 0 && Math.abs(value) < EXPONENT_BELOW;
  return isSmall ? value.toExponential().replace(/e-(\d)$/, "e-0$1") : String(value);
}
