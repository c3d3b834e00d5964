// Go on with a network that has been taught: walk it, compare it, save it, open it again, or give the lesson to somebody else.

import { changedIn, comparedIn, sentenceOf, taughtOf } from "../../core/lab/onward.js";
import { marked } from "../../core/lab/course.js";
import { numbersOf, openedFile, Unreadable, weightsOf, whyNoWalk } from "../../core/taught/file.js";
import { fromLink, toLink } from "../../core/taught/link.js";
import { inARow } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";
import { download, keep } from "../../lib/taught.js";

/** @import { Mark } from "../../core/lab/course.js" */
/** @import { Recipe, Values } from "../../core/lab/lesson.js" */
/** @import { Taught } from "../../core/taught/file.js" */
/** @import { Learning } from "./learning.js" */
/** @import { Lane, State } from "./state.js" */

/** @param {State} state @param {Learning} machine */
export function onward(state, machine) {
  const tell = (/** @type {string} */ text) => (part("onward-said").textContent = text);
  saying(part("onward-of"), () => {
    const [lane, mark] = [state.lane.value, state.mark.value];
    return lane && mark ? t("lab.onward.of", { cell: lane.spec.title, n: mark.update }) : "";
  });
  /** @type {Record<string, (network: Taught, lane: Lane) => string | Promise<string>>} */
  const does = {
    walk(network, lane) {
      const sentence = sentenceOf(network, lane.watched.one);
      return handed(network, lane, (name) => `./#${new URLSearchParams({ cell: name, sentence })}`);
    },
    compare: (network, lane) => handed(network, lane, (name) => (
      `compare#${new URLSearchParams({ cells: `${name},lstm`, ...comparedIn(network, lane.watched.one) })}`
    )),
    save(network) {
      download(network);
      return t("lab.onward.saved");
    },
    link: (network) => copied(state, network.about.updates),
  };
  for (const [name, act] of Object.entries(does)) {
    part(`onward-${name}`).addEventListener("click", async () => {
      const [lane, mark] = [state.lane.value, state.mark.value];
      tell(lane && mark ? await act(networkOf(state, lane, mark), lane) : t("lab.onward.wait"));
    });
  }
  const file = input("onward-file");
  part("onward-open").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen) tell(await opened(state, machine, chosen));
    file.value = ""; // the same file may be chosen again
  });
}

/**
 * The lesson that a link names; what it does not name, or what is not here, is as the page begins.
 * @param {State} state
 * @param {string} fragment
 */
export function arrive(state, fragment) {
  const { task: named, cell, text, settings = {}, recipe = {}, seed, updates } = fromLink(fragment);
  const task = state.tasks.find(({ name }) => name === named);
  const starter = state.starters.find(({ name }) => name === cell);
  batch(() => {
    if (task) [state.taskName.value, state.values.value] = [task.name, settings];
    if (task) state.changes.value = changedIn({ ...recipe, ...(updates ? { updates } : {}) }, task.recipe);
    if (starter) [state.cellName.value, state.text.value] = [starter.name, starter.text];
    else if (text) state.text.value = text;
    if (seed !== undefined) state.seed.value = seed;
  });
}

/** @param {State} state @param {Lane} lane @param {Mark} mark */
function networkOf({ task, values, starters }, lane, { numbers, update }) {
  const name = starters.find(({ text }) => text === lane.spec.text)?.name ?? "own";
  const [parameters, question] = [lane.parameters, lane.watched.one.question ?? []];
  return taughtOf(lane, { task: task.value, values: values.value, name, parameters, numbers, updates: update, question });
}

/** Keeps it, and opens a page in which it is known. @param {Taught} network @param {Lane} lane @param {(name: string) => string} at */
function handed(network, lane, at) {
  const first = lane.marks.value[0]?.numbers ?? new Float32Array(0);
  const { name, why } = keep(network, weightsOf(lane.parameters, first));
  if (!why) open(at(name), "_blank");
  return why;
}

/** @param {State} state @param {number} updates */
async function copied(state, updates) {
  const address = `${location.origin}${location.pathname}#${toLink({ ...lessonOf(state), updates })}`;
  try {
    await navigator.clipboard.writeText(address); // it is missing where the page comes over plain http from another computer
    return t("lab.onward.copied");
  } catch {
    return t("common.link", { address });
  }
}

/** What is learned, as a link says it. @param {State} state */
export function lessonOf({ starters, text, task, values, changes, seed }) {
  const cell = starters.find((one) => one.text === text.value)?.name ?? "";
  const recipe = /** @type {Record<string, number>} */ (changes.value);
  return { cell, text: cell ? "" : text.value, task: task.value.name, settings: values.value, recipe, seed: seed.value };
}

/** @param {State} state @param {Learning} machine @param {File} file */
async function opened(state, machine, file) {
  try {
    const network = openedFile(new Uint8Array(await file.arrayBuffer()));
    const task = state.tasks.find(({ name }) => name === network.about.task);
    if (!task) return t("lab.file.no-task");
    const lane = await laneFor(state, network, task.recipe);
    await restored(machine, lane, network);
    const [opened, unfit] = [t("lab.onward.opened", { cell: network.cell.title, n: network.about.updates }), whyNoWalk(network)];
    return unfit ? inARow([opened, t(`lab.no-walk.${unfit}`)]) : opened;
  } catch (error) {
    if (error instanceof Unreadable) return t(`lab.file.${error.why}`);
    throw error;
  }
}

/**
 * Chooses the lesson of a network, and waits until it is loaded.
 * @param {State} state
 * @param {Taught} network
 * @param {Recipe} usual
 * @returns {Promise<Lane>}
 */
async function laneFor(state, { cell, about }, usual) {
  const [before, key] = [state.lanes.value, state.key.value];
  batch(() => {
    [state.taskName.value, state.seed.value] = [about.task, about.seed];
    state.values.value = /** @type {Values} */ (about.settings);
    [state.changes.value, state.text.value, state.beside.value] = [changedIn(about.recipe, usual), cell.text, ""];
    state.cellName.value = state.starters.find(({ text }) => text === cell.text)?.name ?? state.cellName.value;
  });
  if (state.key.value !== key) await once(() => state.lanes.value !== before && !state.pending.value);
  return /** @type {Lane} */ (state.lane.value);
}

/** @param {Learning} machine @param {Lane} lane @param {Taught} network */
async function restored(machine, lane, { weights, about }) {
  const engine = machine.engineOf(lane);
  const numbers = numbersOf(weights, lane.parameters);
  const zeros = () => new Float32Array(numbers.length); // the means of Adam begin anew
  await engine?.ask("restore", { update: about.updates, numbers, first: zeros(), second: zeros(), steps: 0 });
  const look = await engine?.ask("look", lane.watched.one);
  batch(() => {
    [lane.update.value, lane.ended.value, lane.look.value] = [about.updates, null, look];
    lane.marks.value = marked(lane.marks.value, { update: about.updates, judged: {}, numbers });
  });
}

/** @param {() => boolean} is @returns {Promise<void>} when it is so */
function once(is) {
  return new Promise((resolve) => {
    const end = effect(() => {
      if (is()) queueMicrotask(() => [end(), resolve()]);
    });
  });
}
