// Networks that were taught in the lab of this browser. It keeps the newest, so that the walk and Compare have them too; the app
// keeps none.

import { fileName, savedFile, whyNoWalk } from "../core/taught/file.js";
import { sha256 } from "../core/taught/sha256.js";
import { t } from "../core/texts.js";
import { inBrowser } from "./remembered.js";

/** @import { Taught } from "../core/taught/file.js" */
/** @import { Tensors } from "../core/taught/safetensors.js" */
/**
 * @typedef {{
 *   name: string, title: string, lesson: string, text: string, sizes: Taught["sizes"], file: string, first: string,
 * }} Kept ``lesson``: the title with what was taught; ``file`` in base64; ``first``: the same before it learned anything
 */

const MOST = 3; // networks
const MOST_BYTES = 280_000; // of a file: the app takes 400,000 in base64, with the rest of the request
const SHUT = t("common.taught.shut");
const LARGE = t("common.taught.large");

/** @type {ReturnType<typeof inBrowser<Kept[]>>} */
const shelf = inBrowser("gatewalk-taught");

/** The newest first. @returns {Kept[]} */
export function taught() {
  const kept = shelf.read();
  return Array.isArray(kept) ? kept.filter((one) => typeof one?.name === "string" && typeof one.file === "string") : [];
}

/**
 * Keeps a network, and forgets the oldest.
 * @param {Taught} network
 * @param {Tensors} first its weights before it learned anything
 * @returns {{name: string, why: string}} by which name the pages know it; or why it cannot be kept
 */
export function keep(network, first) {
  const file = savedFile(network);
  const unfit = whyNoWalk(network);
  const why = unfit ? t(`lab.no-walk.${unfit}`) : file.length > MOST_BYTES ? LARGE : "";
  if (why) return { name: "", why };
  const untaught = savedFile({ ...network, weights: first, about: { ...network.about, updates: 0 } });
  const { cell, sizes, about } = network;
  const name = `taught-${sha256(file).slice(0, 8)}`;
  const title = t("common.taught.title", { cell: cell.title });
  const lesson = t("common.taught.lesson", { cell: cell.title, lesson: about.title, n: about.updates });
  const kept = { name, title, lesson, text: cell.text, sizes, file: base64(file), first: base64(untaught) };
  shelf.write([kept, ...taught().filter((one) => one.name !== name)].slice(0, MOST));
  return taught()[0]?.name === name ? { name, why: "" } : { name: "", why: SHUT };
}

/** Saves a network as a file. @param {Taught} network */
export function download(network) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([savedFile(network)], { type: "application/octet-stream" }));
  link.download = fileName(network);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
