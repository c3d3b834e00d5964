// What was guessed stays in this browser: of each lesson, by its language and its name.

import { readGuesses } from "../../core/lessons/guesses.js";
import { inBrowser } from "../../lib/remembered.js";
import { effect } from "../../lib/signals.js";

/** @import { Guesses } from "../../core/lessons/guesses.js" */
/** @import { Reads } from "../../lib/signals.js" */

/** @param {string} name */
const place = (name) => inBrowser(`gatewalk-guesses ${name}`);

/** @param {string} name */
export const guessesOf = (name) => readGuesses(place(name).read());

/** @param {string} name @param {Reads<Guesses>} guesses */
export function keeping(name, guesses) {
  effect(() => place(name).write(guesses.value));
}
