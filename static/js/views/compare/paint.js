// The lanes of a block, painted: a column for each token, as wide as its word.

/** @import { Lane } from "../../core/compare/rows.js" */
/** @import { Look } from "../../core/figure.js" */

export const SPACE = 0.16; // between two lanes, in rem
const ROOMY = 12; // pixels across: a line beside each narrower column would be a pattern of its own
const SHADES = 64; // steps of a colour, which is full at 1: what reads a memory through tanh hardly tells more apart

/** @param {Lane[]} lanes @returns {number} their height in rem */
function heightOf(lanes) {
  return lanes.reduce((sum, { height }) => sum + height + SPACE, 0);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Lane[]} lanes
 * @param {number[]} edges of the columns, in pixels: one more than there are columns
 * @param {Look} look
 */
export function paint(canvas, lanes, edges, look) {
  const ratio = Math.max(1, window.devicePixelRatio);
  const whole = edges.map((edge) => Math.round(edge * ratio) / ratio); // else the ground shows through between two columns
  const [width, height] = [whole.at(-1) ?? 0, heightOf(lanes) * look.rem];
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
  const brush = canvas.getContext("2d");
  if (!brush) return;
  brush.scale(ratio, ratio);
  let top = 0;
  for (const lane of lanes) {
    const area = { top, height: lane.height * look.rem, edges: whole };
    if (lane.kind !== "none") PAINTERS[lane.kind](brush, lane, area, look);
    if (lane.kind !== "none") gaps(brush, lane, area, look);
    top += (lane.height + SPACE) * look.rem;
  }
}

/** @typedef {{top: number, height: number, edges: number[]}} Area */

/** @type {Record<Exclude<Lane["kind"], "none">, (brush: CanvasRenderingContext2D, lane: Lane, area: Area, look: Look) => void>} */
const PAINTERS = {
  belief: (brush, { values: [sure = []], standings }, { top, height, edges }, look) => {
    each(sure, edges, (p, left, width, n) => {
      brush.fillStyle = standings[n] === "habit" ? look.soft : look.accent; // nothing told it so
      brush.globalAlpha = 0.3 * p;
      brush.fillRect(left, top, width, height);
    });
    brush.globalAlpha = 1;
  },
  share: (brush, { values: [low = [], high = []] }, { top, height, edges }, look) => {
    brush.fillStyle = look.accent;
    for (const [values, alpha] of /** @type {[number[], number][]} */ ([[high, 0.25], [low, 1]])) {
      brush.globalAlpha = alpha;
      each(values, edges, (p, left, width) => brush.fillRect(left, top + height * (1 - p), width - seam(width), height * p));
    }
    brush.globalAlpha = 1;
    brush.fillStyle = look.line;
    brush.fillRect(0, top + height - 1, edges.at(-1) ?? 0, 1);
  },
  gate: (brush, { values: [open = []] }, { top, height, edges }, look) => {
    each(open, edges, (value, left, width) => {
      brush.fillStyle = look.shut;
      brush.fillRect(left, top, width - seam(width), height);
      brush.fillStyle = look.open;
      brush.fillRect(left, top + height * (1 - value), width - seam(width), height * value);
    });
  },
  state: (brush, { values }, { top, height, edges }, look) => {
    const shades = diverging(look);
    const row = height / Math.max(1, values.length);
    values.forEach((units, n) => {
      const [from, to] = [Math.round(top + n * row), Math.round(top + (n + 1) * row)]; // whole pixels: colours do not mix
      each(units, edges, (value, left, width) => {
        brush.fillStyle = shades[Math.round((Math.max(-1, Math.min(1, value)) + 1) * SHADES)] ?? look.sheet;
        brush.fillRect(left, from, width, to - from);
      });
    });
  },
  difference: (brush, { values: [values = []] }, { top, height, edges }, look) => {
    const middle = top + height / 2;
    each(values, edges, (value, left, width) => {
      brush.fillStyle = value < 0 ? look.minus : look.plus;
      brush.fillRect(left, Math.min(middle, middle - (value * height) / 2), width - seam(width), Math.abs(value * height) / 2);
    });
    brush.fillStyle = look.soft;
    brush.fillRect(0, middle - 0.5, edges.at(-1) ?? 0, 1);
  },
};

/**
 * @param {number[]} values
 * @param {number[]} edges
 * @param {(value: number, left: number, width: number, column: number) => void} act
 */
function each(values, edges, act) {
  values.forEach((value, column) => {
    const [left = 0, right = 0] = [edges[column], edges[column + 1]];
    if (!Number.isNaN(value)) act(value, left, right - left, column);
  });
}

/** @param {number} width of a column: where there is room, a line of the ground between it and the next */
function seam(width) {
  return width > ROOMY ? 1 : 0;
}

/**
 * A column that has no token here: hatched, so that it is not taken for 0.
 * @param {CanvasRenderingContext2D} brush
 * @param {Lane} lane
 * @param {Area} area
 * @param {Look} look
 */
function gaps(brush, { values: [values = []] }, { top, height, edges }, look) {
  brush.strokeStyle = look.line;
  values.forEach((value, column) => {
    if (!Number.isNaN(value)) return;
    const [left = 0, right = 0] = [edges[column], edges[column + 1]];
    brush.save();
    brush.beginPath();
    brush.rect(left, top, right - left, height);
    brush.clip();
    brush.beginPath();
    for (let x = left - height; x < right; x += 6) {
      brush.moveTo(x, top + height);
      brush.lineTo(x + height, top);
    }
    brush.stroke();
    brush.restore();
  });
}

/** @param {Look} look @returns {string[]} from the colour below zero to that above */
function diverging({ minus, sheet, plus }) {
  return Array.from({ length: 2 * SHADES + 1 }, (_, n) => mixed(sheet, n < SHADES ? minus : plus, Math.abs(n - SHADES) / SHADES));
}

/**
 * @param {string} from such as #1f66ad
 * @param {string} to
 * @param {number} share of the second
 */
function mixed(from, to, share) {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((color) => parseInt(color.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * (1 - share) + (b ?? 0) * share);
  });
  return `rgb(${parts.join(" ")})`;
}
