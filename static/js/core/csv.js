// A walk as a table that other programs read: a row for each token, signal and unit.

/** @param {import("./walk.js").Walk} walk */
export function csv(walk) {
  const rows = ["token,text,signal,unit,value"];
  for (const [name, grid] of Object.entries(walk.signals)) {
    walk.tokens.forEach(({ text }, token) => {
      grid.row(token).forEach((value, unit) => rows.push(`${token},${quoted(text)},${name},${unit},${value.toFixed(4)}`));
    });
  }
  return rows.join("\r\n") + "\r\n";
}

/**
 * Always in quotation marks, and never read as a formula by a spreadsheet.
 * @param {string} text
 */
function quoted(text) {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
