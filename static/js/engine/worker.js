// The engine as a worker. A message {id, ask, of} is answered by {id, answer} or {id, problem}, which is "memory" where there is too little of it; what can be asked are methods of
// `Lab`. What it tells without being asked has the key `report`.

import { Lab } from "./lab.js";

const REQUESTS = [
  "load", "begin", "change", "set", "watch", "learn", "pause", "judge", "snapshot", "restore", "look", "lookBack", "gradients",
  "slowly", "write", "examples",
];
const scope = /** @type {{postMessage: (message: object, moved?: Transferable[]) => void}} */ (/** @type {unknown} */ (self));

const lab = fetch(new URL("./kernels.wasm", import.meta.url))
  .then((response) => response.arrayBuffer())
  .then((bytes) => WebAssembly.compile(bytes))
  .then((module) => new Lab(module, (report, moved) => scope.postMessage(report, moved)));

addEventListener("message", async ({ data: { id, ask, of } }) => {
  try {
    const able = /** @type {Record<string, (of: any) => any>} */ (/** @type {unknown} */ (await lab));
    if (!REQUESTS.includes(ask)) throw new Error(`the engine cannot ${ask}`);
    scope.postMessage({ id, answer: await able[ask]?.(of) });
  } catch (error) {
    // A memory or an array that is larger than the browser allows is a RangeError.
    scope.postMessage({ id, problem: error instanceof RangeError ? "memory" : error instanceof Error ? error.message : String(error) });
  }
});
