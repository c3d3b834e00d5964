// The engine that learns, in a worker of its own. What it is asked it answers; what it tells by itself is handed on.

import { t } from "../core/texts.js";
import { Refusal } from "./refusal.js";

const SILENT = 20_000; // milliseconds without a sign of life, after which it counts as gone
const GONE = t("common.engine.gone");

/** @typedef {ReturnType<typeof engine>} Engine */

/** @param {(report: any) => void} hears what it tells without being asked */
export function engine(hears) {
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let [last, heard, isGone] = [0, performance.now(), false];
  const worker = new Worker(new URL("../engine/worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => {
    heard = performance.now();
    if (data.report) return void hears(data);
    const request = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.problem === "memory") request?.reject(new Refusal(t("lab.engine.memory")));
    else if (data.problem) request?.reject(new Refusal(t("common.engine", { problem: data.problem })));
    else request?.resolve(data.answer);
  });
  worker.addEventListener("error", end);
  const watch = setInterval(() => waiting.size && performance.now() - heard > SILENT && end(), SILENT / 4);

  function end() {
    isGone = true;
    clearInterval(watch);
    worker.terminate();
    for (const { reject } of waiting.values()) reject(new Refusal(GONE));
    waiting.clear();
  }

  return {
    /** @param {string} name @param {object} [of] @returns {Promise<any>} */
    ask: (name, of) => new Promise((resolve, reject) => {
      if (isGone) return reject(new Refusal(GONE));
      if (!waiting.size) heard = performance.now();
      waiting.set(++last, { resolve, reject });
      worker.postMessage({ id: last, ask: name, of });
    }),
    end,
    get isGone() {
      return isGone;
    },
  };
}
