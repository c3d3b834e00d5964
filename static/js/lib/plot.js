// Plotly, which is large: it is fetched after the page can be read, and only then are figures drawn.

import { separators } from "../core/texts.js";
import { arrived, moved, restOf } from "./motion.js";
import { all } from "./page.js";

/** @import { Figure } from "../core/figure.js" */

const CONFIG = { displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "" };

/** @type {Promise<any> | null} */
let loading = null;

/** @type {WeakMap<Element, {width: number, height: number, figure: Figure, rest: string}>} what was drawn, and how large */
const drawn = new WeakMap();

/** @type {WeakMap<Element, Figure>} what is to be drawn, and may not be yet */
const wanted = new WeakMap();

/** A figure has the size of its place, whatever changes that: a window, a theme, more lanes. */
const watcher = new ResizeObserver((places) => {
  for (const { target, contentRect } of places) {
    const last = drawn.get(target);
    const [width, height] = [Math.round(contentRect.width), Math.round(contentRect.height)];
    if (!last || !width || !height || (last.width === width && last.height === height)) continue;
    Object.assign(last, { width, height });
    void draw(/** @type {HTMLElement} */ (target), last.figure, 0);
  }
});

/** Draws what there is as large as its place is now, at once: a page that is printed tells no watcher. */
export function refit() {
  for (const place of all(document, ".js-plotly-plot", HTMLElement)) {
    const last = drawn.get(place);
    if (!last || !place.clientWidth) continue;
    Object.assign(last, { width: place.clientWidth, height: place.clientHeight });
    void draw(place, wanted.get(place) ?? last.figure, 0);
  }
}

/** @param {string} address */
export function load(address) {
  const there = /** @type {any} */ (window).Plotly;
  loading ??= there ? Promise.resolve(there) : new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve(/** @type {any} */ (window).Plotly));
    script.addEventListener("error", () => reject(new Error("Plotly could not be loaded")));
    document.head.append(script);
  });
  return loading;
}

/**
 * Draws a figure, or moves the discs of the one that is there.
 * @param {HTMLElement} place
 * @param {Figure} figure
 * @param {number} milliseconds of the motion; 0 for none
 */
export async function draw(place, figure, milliseconds) {
  wanted.set(place, figure);
  const plotly = await loading?.catch(() => null); // what cannot be loaded is said once, by the page
  if (!plotly) return;
  const { data, layout } = figure;
  const last = drawn.get(place);
  const { width, height } = last ?? { width: place.clientWidth, height: place.clientHeight };
  drawn.set(place, { width, height, figure, rest: restOf(figure) });
  if (last && last.figure !== figure && moved(place, last, figure, { width, height, milliseconds })) return;
  watcher.observe(place);
  arrived(place);
  await plotly.react(place, data, { ...layout, separators, width, height, datarevision: performance.now() }, CONFIG);
}

/** After the next frame. */
export function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/**
 * A figure as a picture.
 * @param {Figure} figure
 * @param {number} width
 * @param {number} height
 * @param {"png" | "svg"} format
 * @returns {Promise<string>} its address, which holds it
 */
export async function picture(figure, width, height, format) {
  const plotly = await loading;
  const layout = { ...figure.layout, separators, paper_bgcolor: getComputedStyle(document.body).backgroundColor };
  const address = await plotly.toImage({ data: figure.data, layout, config: CONFIG }, { format: "svg", width, height });
  return format === "svg" ? address : asPixels(address, width, height);
}

/**
 * @param {HTMLElement} place of a figure that has been drawn
 * @param {(x: number, y: number, trace: number) => void} act with the column and the row of what is clicked, and its trace
 */
export function onPoint(place, act) {
  const figure = /** @type {any} */ (place);
  if (!figure.on) return; // Plotly could not be loaded
  figure.removeAllListeners("plotly_click");
  figure.on("plotly_click", (/** @type {any} */ { points }) => act(points[0].x, points[0].y, points[0].curveNumber));
}

/**
 * Plotly paints by way of an address that the policy of the page forbids.
 * @param {string} address of an SVG
 * @param {number} width
 * @param {number} height
 */
async function asPixels(address, width, height) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("there is no canvas");
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
