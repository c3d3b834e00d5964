// A value as it is once it has stayed the same for a moment: what would be too much at every step of a fast walk follows it.

import { effect, signal } from "./signals.js";

/** @import { Reads } from "./signals.js" */

/**
 * @template T
 * @param {() => T} read
 * @param {number} milliseconds
 * @param {T} first until then
 * @returns {Reads<T>}
 */
export function rested(read, milliseconds, first) {
  const result = signal(first);
  effect(() => {
    const value = read();
    const timer = setTimeout(() => (result.value = value), milliseconds);
    return () => clearTimeout(timer);
  });
  return result;
}
