// What the reader takes away: a link, pictures, data, and a page that walks offline.

import { csv, plain } from "../core/taken.js";
import { offlinePage } from "./offline.js";
import { part } from "./page.js";
import { picture } from "./plot.js";

/**
 * @typedef {{
 *   walk: import("../core/walk.js").Walk, original: import("../core/walk.js").Walk | null,
 *   sentence: string, cellName: string, changes: string[], link: string,
 *   figure: () => import("../core/figure.js").Figure,
 * }} Now
 */

const ROOM = 48; // pixels for the title of a picture

/** @type {Record<string, (now: Now) => void | Promise<void>>} */
const TAKES = {
  link: takeLink,
  png: ({ figure }) => takePicture(figure(), "png"),
  svg: ({ figure }) => takePicture(figure(), "svg"),
  csv: ({ walk, original }) => save("walk.csv", "text/csv", csv(walk, original)),
  json: ({ walk, sentence, cellName, changes }) =>
    save("walk.json", "application/json", JSON.stringify(plain(walk, sentence, cellName, changes))),
  html: async ({ walk, original, sentence, cellName, link }) =>
    save("walk.html", "text/html", await offlinePage(part("main").dataset.plotly ?? "", { walk, original, sentence, cellName, link })),
};

/** @param {() => Now} now what is shown */
export function offerToTake(now) {
  for (const button of document.querySelectorAll("[data-take]")) {
    button.addEventListener("click", async () => {
      tell("");
      try {
        await TAKES[button.getAttribute("data-take") ?? ""]?.(now());
      } catch {
        tell("That could not be put together. Is the app still running? Try it again.");
      }
    });
  }
}

/** @param {Now} now */
async function takeLink({ link }) {
  const address = `${location.origin}${location.pathname}?${link}`;
  try {
    await navigator.clipboard.writeText(address); // it is missing where the page comes over plain http from another computer
    tell("The link is copied.");
  } catch {
    tell(`This is the link: ${address}`);
  }
}

/**
 * @param {import("../core/figure.js").Figure} figure
 * @param {"png" | "svg"} format
 */
async function takePicture(figure, format) {
  const { offsetWidth: width, offsetHeight: height } = part("lanes");
  click(await picture(figure, width, height + ROOM, format), `walk.${format}`);
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  click(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * @param {string} address
 * @param {string} name
 */
function click(address, name) {
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  link.click();
}

/** @param {string} text */
function tell(text) {
  part("taken").textContent = text;
}
