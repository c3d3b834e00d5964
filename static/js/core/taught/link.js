// The address of a lesson in the lab: cell, task, sizes, seed and the number of updates. Whoever opens it learns the same.

/**
 * @typedef {string | number} Value
 * @typedef {{
 *   cell: string, text: string, task: string, settings: Record<string, Value>, recipe: Record<string, Value>, seed: number,
 *   updates: number,
 * }} Lesson ``cell``: the name of one that comes with the lab, or "" and its ``text``; ``settings`` of the task and ``recipe``:
 *   what differs from the usual; ``updates``: after how many to stop
 */

const MOST = { text: 6_000, name: 40, value: 60_000, number: 2 ** 32 - 1 }; // characters; and of a whole number
const RECIPE = "learn-"; // before the names of what is of the recipe
const SETTING = "task-"; // and of the task

/** @param {Lesson} lesson @returns {string} what stands behind the # */
export function toLink({ cell, text, task, settings, recipe, seed, updates }) {
  const fields = { task, ...(text ? { text } : { cell }), seed, updates, ...named(SETTING, settings), ...named(RECIPE, recipe) };
  return new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
}

/** @param {string} fragment @returns {Partial<Lesson>} what it says, as far as it can be read */
export function fromLink(fragment) {
  const fields = new URLSearchParams(fragment);
  const [cell, text, task] = [fields.get("cell"), fields.get("text"), fields.get("task")];
  const [seed, updates] = [whole(fields.get("seed")), whole(fields.get("updates"))];
  return {
    ...(cell && /^\w+$/.test(cell) && cell.length <= MOST.name ? { cell } : {}),
    ...(text && text.length <= MOST.text ? { text } : {}),
    ...(task && /^\w+$/.test(task) && task.length <= MOST.name ? { task } : {}),
    ...(seed === null ? {} : { seed }),
    ...(updates === null ? {} : { updates }),
    settings: read(fields, SETTING),
    recipe: read(fields, RECIPE),
  };
}

/** @param {string} prefix @param {Record<string, Value>} values */
const named = (prefix, values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));

/** @param {URLSearchParams} fields @param {string} prefix @returns {Record<string, Value>} numbers are numbers again */
function read(fields, prefix) {
  const matches = [...fields].filter(([name, value]) => name.startsWith(prefix) && value.length <= MOST.value);
  return Object.fromEntries(matches.map(([name, value]) => [name.slice(prefix.length), isNumber(value) ? Number(value) : value]));
}

/** @param {string} text */
const isNumber = (text) => text.trim() !== "" && Number.isFinite(Number(text));

/** @param {string | null} text */
function whole(text) {
  const number = text && /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  return number <= MOST.number ? number : null;
}
