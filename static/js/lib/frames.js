// Pictures of what changes faster than one can see: at most one in each frame of the browser, of what is there by then.

import { effect } from "./signals.js";

/**
 * @template T
 * @param {() => T} read
 * @param {(value: T) => void} draw
 */
export function eachFrame(read, draw) {
  let due = 0;
  effect(() => {
    const value = read();
    cancelAnimationFrame(due);
    due = requestAnimationFrame(() => draw(value));
  });
}
