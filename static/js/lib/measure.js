// How wide a text is, without laying it out.

const brush = document.createElement("canvas").getContext("2d");

/** @param {string} text @param {string} font as in a style sheet @returns {number} pixels */
export function widthOfText(text, font) {
  if (!brush) return 0;
  brush.font = font;
  return brush.measureText(text).width;
}
