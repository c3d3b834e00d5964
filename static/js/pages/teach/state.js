// Everything that a teacher's page keeps, and what follows from it.

import { computed, signal } from "../../lib/signals.js";
import { inRoom } from "../rooms/state.js";

/** @import { Signal } from "../../lib/signals.js" */
/** @import { Taught } from "../../core/rooms/links.js" */
/** @import { Ready } from "../../core/rooms/ready.js" */
/** @import { Class } from "../../rooms/teacher.js" */
/** @import { Phrase } from "../../core/rooms/phrases.js" */
/** @import { Step } from "./lesson.js" */

/** @typedef {{name: string, right: number | null, said: Phrase, shows: string}} Key what is right, of the question that was asked last */
/** @typedef {Taught & {asked: Key | null}} Kept a room, in the browser of its teacher */
/** @typedef {"" | "guess" | "sentences" | "lesson" | "more"} Drawer */
/** @typedef {"follow" | "around" | "front"} Freedom what students can do */
/** @typedef {ReturnType<typeof teachState>} State */

/** @param {Kept | null} kept */
export function teachState(kept) {
  const taught = /** @type {Signal<Taught | null>} */ (signal(kept));
  const [state, theirs] = [inRoom(), /** @type {Signal<Class | null>} */ (signal(null))];
  const isOver = computed(() => taught.value !== null && state.status.value === "closed");
  return {
    ...state,
    taught,
    /** What is said at the door. */
    door: signal(""),
    class: theirs,
    /** What the picture shows. */
    address: signal("./"),
    /** Whether strip and answer of a walk end at its present word: until the teacher shows them. */
    hides: signal(true),
    /** Whether the letters and the code stand before the picture. */
    entrance: signal(false),
    drawer: /** @type {Signal<Drawer>} */ (signal("")),
    /** What is right of the question that was asked last. */
    key: signal(kept?.asked ?? null),
    /** Questions that can be asked with one press; null while they are being made. */
    ready: /** @type {Signal<Ready[] | null>} */ (signal(null)),
    own: { kind: signal("choice"), said: signal("") },
    lesson: { list: signal(/** @type {{name: string, title: string, language: string}[]} */ ([])), name: signal(""), steps: signal(/** @type {Step[]} */ ([])), at: signal(0), said: signal("") },
    /** What was said of the link, whether its code is shown, and whether one is asked if the room is to be closed. */
    more: { taken: signal(""), isShown: signal(false), isSure: signal(false) },
    isOver,
    isInside: computed(() => taught.value !== null && !isOver.value),
    isLost: computed(() => state.status.value === "reconnecting"),
    freedom: computed(() => /** @type {Freedom} */ (state.view.value?.eyes_front ? "front" : (state.view.value?.follow ?? true) ? "follow" : "around")),
    attendance: computed(() => theirs.value?.attendance ?? null),
    sentences: computed(() => theirs.value?.sentences ?? []),
    /** How many have answered the question that is asked. */
    count: computed(() => (theirs.value?.tally && theirs.value.tally.question === state.shownQuestion.value?.name ? theirs.value.tally.count : 0)),
  };
}
