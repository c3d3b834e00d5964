// Everything that the lab keeps, and what follows from it.

import { specsOf } from "../../core/lab/beside.js";
import { NO_COURSE } from "../../core/lab/course.js";
import { presetOf, recipeOf } from "../../core/lab/lesson.js";
import { t } from "../../core/texts.js";
import { computed, signal } from "../../lib/signals.js";

/** @import { Spec } from "../../core/lab/beside.js" */
/** @import { Course, Look, Mark } from "../../core/lab/course.js" */
/** @import { Place } from "../../core/lab/differs.js" */
/** @import { Made, Recipe, Starter, Task, Values, Written } from "../../core/lab/lesson.js" */
/** @import { Slow } from "../../core/lab/slowly.js" */
/** @import { Watched } from "../../core/lab/watched.js" */
/** @import { Ended } from "../../core/lab/words.js" */
/** @import { Reads, Signal } from "../../lib/signals.js" */
/** @import { Said } from "../parts/state.js" */
/**
 * @typedef {ReturnType<typeof labState>} State
 * @typedef {ReturnType<typeof laneState>} Lane one run: a network that learns
 * @typedef {{title: string, course: Course, shares: [number, number][]}} Earlier a run that is over, of which a grey line stays
 * @typedef {{spec: Spec, task: Task, recipe: Recipe, written: Written, made: Record<string, Made>, seed: number, key: string}} Begun
 *   ``key``: of the lesson that it belongs to
 */

/** @param {Task[]} tasks @param {Starter[]} starters @param {Reads<string>} theme */
export function labState(tasks, starters, theme) {
  const [task, starter] = /** @type {[Task, Starter]} */ ([tasks[0], starters.find(({ name }) => name === tasks[0]?.recipe.cell)]);
  const state = {
    theme,
    taskName: signal(task.name),
    /** Settings of the task that were changed. @type {Signal<Values>} */
    values: signal({}),
    /** What was changed in the recipe. @type {Signal<Partial<Recipe>>} */
    changes: signal({}),
    cellName: signal(starter.name),
    text: signal(starter.text),
    beside: signal(""),
    /** The cell whose formulas stand beside those of the own one. */
    otherName: signal(""),
    /** @type {Signal<Written | null>} */
    other: signal(null),
    seed: signal(0),
    /** The networks that are loaded. @type {Signal<Lane[]>} */
    lanes: signal([]),
    /** Of which of them the inside is shown. */
    chosen: signal(0),
    /** @type {Signal<Earlier[]>} */
    earlier: signal([]),
    /** Which of the marks is looked at; null: always the newest. @type {Signal<number | null>} */
    back: signal(null),
    /** Whether all units are drawn, and not only those that hold the most. */
    isWhole: signal(false),
    /** Where one stands in the update in slow motion, and whether it plays. */
    frame: signal(0),
    isPlaying: signal(false),
    /** What a network of texts writes: how boldly, and from which seed; and what it has written after so many updates. */
    temperature: signal("0.6"),
    pen: signal(0),
    written: signal({ text: "", update: 0 }),
    isLearning: signal(false),
    /** How many updates each network has come, as a page around this one hears it. @type {Signal<number[]>} */
    progress: signal([]),
    isSlow: signal(false),
    areSettingsOpen: signal(false),
    pending: signal(true),
    /** What is wrong with the cell's text; and with anything else of a lesson. */
    fault: signal(""),
    /** Where that is. @type {Signal<Place | null>} */
    place: signal(null),
    wrong: signal(""),
    /** @type {Signal<Said>} */
    said: signal({ text: "", again: null }),
  };
  return { ...state, ...following(state, tasks, starters) };
}

/** @param {any} state @param {Task[]} tasks @param {Starter[]} starters */
function following(state, tasks, starters) {
  const task = computed(() => /** @type {Task} */ (tasks.find(({ name }) => name === state.taskName.value) ?? tasks[0]));
  const recipe = computed(() => recipeOf(task.value, state.changes.value));
  const title = computed(() => {
    const one = starters.find(({ name }) => name === state.cellName.value);
    return one && one.text === state.text.value ? one.title : t("lab.own-cell");
  });
  const lane = computed(() => /** @type {Lane | undefined} */ (state.lanes.value[state.chosen.value] ?? state.lanes.value[0]));
  /** The mark that is looked at. */
  const mark = computed(() => {
    const marks = lane.value?.marks.value ?? [];
    return marks[Math.min(state.back.value ?? Infinity, marks.length - 1)];
  });
  return {
    tasks,
    starters,
    task,
    recipe,
    title,
    lane,
    mark,
    preset: computed(() => presetOf(task.value, state.values.value, state.changes.value)),
    specs: computed(() => specsOf(state.beside.value, { title: title.value, text: state.text.value }, starters)),
    /** What makes it another lesson, for which networks begin anew. */
    key: computed(() => {
      const { rate: _rate, clip: _clip, updates: _updates, ...fixed } = recipe.value;
      return JSON.stringify([state.taskName.value, state.values.value, fixed, state.text.value, state.beside.value, state.seed.value]);
    }),
  };
}

/** @param {Begun} begun @param {Watched} watched @param {{name: string, shape: number[]}[]} parameters in the order of the engine */
export function laneState(begun, watched, parameters) {
  return {
    ...begun,
    watched,
    parameters,
    course: signal(NO_COURSE),
    /** @type {Signal<Mark[]>} */
    marks: signal([]),
    update: signal(0),
    seconds: signal(0),
    isLearning: signal(false),
    /** @type {Signal<Ended | null>} */
    ended: signal(null),
    /** Inside the network, on the sequence that is watched. @type {Signal<Look | null>} */
    look: signal(null),
    /** The update that was slowed down last. @type {Signal<Slow | null>} */
    slow: signal(null),
  };
}
