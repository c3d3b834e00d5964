// What every page that goes through a text keeps: that it plays, how fast, what it has to say, and what it waits for.

import { signal } from "../../lib/signals.js";

/** @import { Signal } from "../../lib/signals.js" */

/** @typedef {{text: string, again: (() => void) | null}} Said ``again``: what can be tried once more */
/** @typedef {keyof typeof SPEEDS} Speed */

const SPEEDS = { slow: true, usual: true, fast: true };

export function playing() {
  return {
    playing: signal(false),
    speed: /** @type {Signal<Speed>} */ (signal("usual")),
    keysOn: signal(true),
    /** Whether frames have failed while it played: then nothing travels any more. */
    halts: signal(false),
    /** What went wrong, what was mended. @type {Signal<Said>} */
    said: signal({ text: "", again: null }),
    /** What a link names is asked for: until it is there, its address must stay. */
    awaited: signal(false),
  };
}

/** @param {string | undefined} text @returns {Speed} */
export function speedOf(text = "") {
  return Object.hasOwn(SPEEDS, text) ? /** @type {Speed} */ (text) : "usual";
}
