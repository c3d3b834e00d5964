// Everything that the page of a network's growing up keeps, and what follows from it.

import { curves, findings, turnOf } from "../../core/growing/growth.js";
import { computed, signal } from "../../lib/signals.js";

/** @import { Growing } from "../../core/growing/growth.js" */
/** @import { Signal } from "../../lib/signals.js" */
/** @import { Said } from "../parts/state.js" */
/** @typedef {ReturnType<typeof growingState>} State */

/** @param {string} sentence */
export function growingState(sentence) {
  const answer = /** @type {Signal<Growing | null>} */ (signal(null));
  const at = signal(0);
  const last = computed(() => Math.max(0, (answer.value?.snapshots.length ?? 1) - 1));
  /** The sentence of the answer that is shown. */
  const shown = signal("");
  return {
    typed: signal(sentence),
    answer,
    shown,
    /** Which of the snapshots is looked at, and the last one. */
    at,
    last,
    playing: signal(false),
    pending: signal(true),
    /** What a link names is asked for: until it is there, its address must stay. */
    awaited: signal(true),
    step: computed(() => shown.value),
    link: computed(() => new URLSearchParams({ sentence: shown.value, snapshot: String(at.value) }).toString()),
    said: /** @type {Signal<Said>} */ (signal({ text: "", again: null })),
    snapshot: computed(() => answer.value?.snapshots[at.value] ?? null),
    turn: computed(() => (answer.value ? turnOf(answer.value) : null)),
    findings: computed(() => (answer.value ? findings(answer.value) : [])),
    curves: computed(() => (answer.value ? curves(answer.value) : [])),
  };
}
