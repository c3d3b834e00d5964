// Pictures of what changes faster than one can see: at most one in each frame of the browser, of what is there by then.

import { effect } from "./signals.js";

/**
 * @template T
 * @param {() => T} read
 * @param {(value: T) => void} draw
 */
export function eachFrame(read, draw) {
  let due = 0;
  let drawn = () => {};
  effect(() => {
    const value = read();
    drawn = () => draw(value);
    cancelAnimationFrame(due);
    due = requestAnimationFrame(drawn);
  });
  addEventListener("beforeprint", () => drawn()); // what is printed waits for no frame
}
