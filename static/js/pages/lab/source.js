// What the lab asks the app: the program of a cell, and the sequences of a task. What was asked last is kept: another cell
// learns from the same sequences, and to begin anew asks nothing.

import { inputsOf, setsOf } from "../../core/lab/lesson.js";
import { Refusal } from "../../lib/refusal.js";
import { ask } from "../../lib/source/app.js";

/** @import { Made, Recipe, Task, Values, Written } from "../../core/lab/lesson.js" */

const [TRIES, RESTS] = [4, 2_000]; // milliseconds between them: a class that opens the lab together is served one after the other

export function labSource() {
  /** @type {{key: string, made: Record<string, Made>} | null} */
  let last = null;

  return {
    /**
     * @param {Task} task @param {Values} values @param {Recipe} recipe @param {number} seed @param {AbortSignal} stop
     * @returns {Promise<Record<string, Made>>}
     */
    async sets(task, values, recipe, seed, stop) {
      const sets = setsOf(task, values, recipe, seed);
      const key = JSON.stringify([task.name, sets]);
      if (last?.key !== key) {
        /** @type {Record<string, Made>} */
        const made = {};
        for (const { name, body } of sets) made[name] = await patiently(() => ask(`tasks/${task.name}`, stop, body), stop);
        last = { key, made };
      }
      return last.made;
    },
    /** @param {string} text @param {Made} made @param {Recipe} recipe @param {AbortSignal} stop @returns {Promise<Written>} */
    program(text, made, recipe, stop) {
      const body = { text, inputs: inputsOf(made, recipe), units: recipe.units, layers: recipe.layers ?? 1 };
      return patiently(() => ask("programs", stop, body), stop);
    },
    /** Of a cell that is only looked at. @param {string} text @returns {Promise<Written>} */
    anyProgram: (text) => ask("programs", undefined, { text, layers: text.includes("c_below") ? 2 : 1 }),
  };
}

/**
 * Asks again for a while where there is too much to do.
 * @template T
 * @param {() => Promise<T>} asks
 * @param {AbortSignal} stop
 * @returns {Promise<T>}
 */
async function patiently(asks, stop) {
  for (let tries = 1; ; tries++) {
    try {
      return await asks();
    } catch (error) {
      if (!(error instanceof Refusal) || !error.again || tries === TRIES || stop.aborted) throw error;
    }
    await new Promise((over) => setTimeout(over, RESTS));
  }
}
