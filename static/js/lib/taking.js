// What the reader takes away: a link, pictures, data, and a page that walks offline.

import { csv, plain } from "../core/walk/taken.js";
import { t } from "../core/texts.js";
import { offlinePage } from "./offline.js";
import { all, part } from "./page.js";
import { picture } from "./plot.js";
import { click, save } from "./save.js";

/** @import { Figure } from "../core/figure.js" */
/** @import { Walk } from "../core/walk.js" */
/** @import { Signal } from "./signals.js" */

/**
 * @typedef {{
 *   walk: Walk, original: Walk | null,
 *   sentence: string, cellName: string, changes: string[], link: string,
 *   figure: () => Figure, size: {width: number, height: number},
 * }} Now ``size`` of the figure, in pixels
 */

const ROOM = 48; // pixels for the title of a picture

/** @type {Record<string, (now: Now) => void | string | Promise<void | string>>} what there is to be said of it */
const TAKES = {
  link: takeLink,
  png: (now) => takePicture(now, "png"),
  svg: (now) => takePicture(now, "svg"),
  csv: ({ walk, original }) => save(`${nameOf(walk)}.csv`, "text/csv", csv(walk, original)),
  json: ({ walk, sentence, cellName, changes }) =>
    save(`${nameOf(walk)}.json`, "application/json", JSON.stringify(plain(walk, sentence, cellName, changes))),
  html: async ({ walk, original, sentence, cellName, link }) =>
    save(`${nameOf(walk)}.html`, "text/html", await offlinePage(part("main").dataset.plotly ?? "", { walk, original, sentence, cellName, link })),
};

/**
 * @param {Signal<string>} said what is said of it
 * @param {() => Now} now what is shown
 */
export function offerToTake(said, now) {
  for (const button of all(document, "[data-take]", HTMLButtonElement)) {
    button.addEventListener("click", async () => {
      said.value = "";
      try {
        said.value = (await TAKES[button.dataset.take ?? ""]?.(now())) ?? "";
      } catch {
        said.value = t("common.not-saved");
      }
    });
  }
}

/** @param {Now} now */
async function takeLink({ link }) {
  const address = `${location.origin}${location.pathname}#${link}`;
  try {
    await navigator.clipboard.writeText(address); // it is missing where the page comes over plain http from another computer
    return t("common.copied");
  } catch {
    return t("common.link", { address });
  }
}

/**
 * @param {Now} now
 * @param {"png" | "svg"} format
 */
async function takePicture({ walk, figure, size: { width, height } }, format) {
  click(await picture(figure(), width, height + ROOM, format), `${nameOf(walk)}.${format}`);
}

/** Of a file: it says when not the cell's own network has read. @param {Walk} walk */
function nameOf({ cell, network }) {
  return network && network.name !== cell.name ? `walk-${network.name}` : "walk";
}
