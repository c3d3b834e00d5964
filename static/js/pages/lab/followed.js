// Where the lab stands: what is learned in it, and how far it is. In a frame, beside a lesson or in a room, it tells that, and
// learns what it is told, as far.

import { fromStanding, nearest, toStanding } from "../../core/lab/standing.js";
import { readAddress } from "../../lib/address.js";
import { isFramed } from "../../lib/channel.js";
import { batch, computed, effect, untracked } from "../../lib/signals.js";
import { framed } from "../parts/framed.js";
import { stepOf } from "../parts/stepof.js";
import { arrive, lessonOf } from "./onward.js";

/** @import { Standing } from "../../core/lab/standing.js" */
/** @import { Learning } from "./learning.js" */
/** @import { State } from "./state.js" */

const EACH = 1_000; // milliseconds between two words of how far it is, while it learns

/** @param {State} state @param {Learning} machine */
export function followed(state, machine) {
  telling(state);
  const mark = computed(() => (state.back.value === null ? null : (state.mark.value?.update ?? null)));
  // The progress is that of the networks that are loaded: another lesson has come nowhere yet.
  const reached = computed(() => (state.lanes.value[0]?.key === state.key.value ? state.progress.value : []));
  const standing = () => ({ beside: state.beside.value, reached: reached.value, mark: mark.value, lane: state.chosen.value });
  const link = computed(() => toStanding(lessonOf(state), standing()));
  if (!isFramed()) return stepOf(link);
  const follow = following(state, machine);
  framed({ link, awaited: state.pending }, follow);
  if (readAddress()) follow(readAddress());
}

/** How far each network has come: at once while they rest, now and then while they learn. @param {State} state */
function telling({ lanes, isLearning, progress }) {
  const reached = () => lanes.value.map(({ update }) => update.value);
  effect(() => {
    if (!isLearning.value) return void (progress.value = reached());
    const timer = setInterval(() => (progress.value = untracked(reached)), EACH);
    return () => clearInterval(timer);
  });
}

/** @param {State} state @param {Learning} machine @returns {(fragment: string) => void} */
function following(state, machine) {
  /** @type {Standing | null} where it is to go: only the last one counts */
  let wanted = null;
  let isGoing = false;

  async function go() {
    if (isGoing) return;
    isGoing = true;
    while (wanted) {
      const to = wanted;
      await machine.reach(to.reached, () => to === wanted);
      if (to !== wanted) continue;
      wanted = null;
      batch(() => {
        state.chosen.value = Math.min(to.lane, Math.max(0, state.lanes.value.length - 1));
        state.back.value = to.mark === null ? null : nearest(state.lane.value?.marks.value ?? [], to.mark);
      });
    }
    isGoing = false;
  }

  return (fragment) => {
    const to = fromStanding(fragment);
    arrive(state, fragment);
    [state.beside.value, wanted] = [to.beside, to];
    if (isGoing) void machine.pause(); // it goes on to where it is wanted now
    void go();
  };
}
