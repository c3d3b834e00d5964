// What the lab asks the app: the program of a cell, and the sequences of a task. What was asked last is kept: another cell
// learns from the same sequences, and to begin anew asks nothing.

import { inputsOf, setsOf } from "../../core/lab/lesson.js";
import { ask } from "../../lib/source/app.js";

/** @import { Made, Recipe, Task, Values, Written } from "../../core/lab/lesson.js" */

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
        const made = await Promise.all(sets.map(({ body }) => ask(`tasks/${task.name}`, stop, body)));
        last = { key, made: Object.fromEntries(sets.map(({ name }, n) => [name, made[n]])) };
      }
      return last.made;
    },
    /** @param {string} text @param {Made} made @param {Recipe} recipe @param {AbortSignal} stop @returns {Promise<Written>} */
    program: (text, made, recipe, stop) => (
      ask("programs", stop, { text, inputs: inputsOf(made, recipe), units: recipe.units, layers: recipe.layers ?? 1 })
    ),
    /** Of a cell that is only looked at. @param {string} text @returns {Promise<Written>} */
    anyProgram: (text) => ask("programs", undefined, { text, layers: text.includes("c_below") ? 2 : 1 }),
  };
}
