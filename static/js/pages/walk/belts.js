// The belt, and beside it the other one where a network reads from both sides.

import { stations } from "../../core/walk/stations.js";
import { look } from "../../lib/look.js";
import { found, part } from "../../lib/page.js";
import { draw } from "../../lib/plot.js";
import { computed, effect, untracked } from "../../lib/signals.js";
import { markRow } from "../../views/dom.js";
import { belt, FOOT, labelled } from "../../views/walk/belt.js";
import { emptyLanes, fillLanes, heads, rows } from "../../views/walk/lanes.js";
import { opens } from "./gates.js";
import { PAUSES } from "./going.js";

/** @import { Figure } from "../../core/figure.js" */
/** @import { Walk } from "../../core/walk.js" */
/** @import { Lanes } from "../../views/walk/lanes.js" */
/** @import { State } from "./state.js" */

const SEVERAL = 24; // lanes, from which on they are lower
const MOTION = 300; // milliseconds at most
const READ = { forward: "from the left →", backward: "← from the right" };

/**
 * Both of them.
 * @param {State} state
 * @param {(unit: number, signal?: string) => void} choose
 */
export function belts(state, choose) {
  const stage = part("stage");
  effect(() => {
    const count = state.lanes.value.length;
    stage.style.setProperty("--lanes", String(count));
    stage.classList.toggle("close", count >= SEVERAL);
    stage.classList.toggle("dense", count > SEVERAL);
    stage.classList.toggle("both", state.walk.value.readsBothWays);
  });
  const first = emptyLanes("The belt: a lane for each unit. What happens on it is said above and can be read as a table below.");
  const other = emptyLanes("The belt of the half that reads from the other side.");
  found(stage, "section", HTMLElement).after(first.lanes, other.lanes);
  const alone = half(state, first, (walk) => walk);
  half(state, other, otherHalf);
  for (const { numbers } of [first, other]) opens(numbers, choose);
  return { alone, size: () => ({ width: first.lanes.offsetWidth, height: first.lanes.offsetHeight }) };
}

/** @param {Walk} walk */
function otherHalf(walk) {
  return walk.readsBothWays ? walk.read(walk.direction === "forward" ? "backward" : "forward") : null;
}

/**
 * @param {State} state
 * @param {Lanes} made where it is shown
 * @param {(walk: Walk) => Walk | null} halfOf null where there is none
 * @returns {() => Figure} to be taken away
 */
function half({ walk: whole, original, naming, lanes, place, unit, number, moves, speed }, made, halfOf) {
  const walk = computed(() => halfOf(whole.value));
  const along = computed(() => (walk.value ? stations(walk.value, naming.value) : []));
  const numbers = computed(() => (walk.value ? rows(walk.value, along.value, lanes.value) : []));
  const height = computed(() => made.belt.offsetHeight / (lanes.value.length + FOOT) / look.value.rem); // of a lane, in rem
  const shown = computed(() => {
    const was = original.value && halfOf(original.value);
    return walk.value && { walk: walk.value, original: was, units: lanes.value, place: place.value, height: height.value };
  });
  let [frame, before] = [0, number.value]; // in which it will be drawn; where one was

  effect(() => {
    made.lanes.hidden = !walk.value;
    made.half.textContent = walk.value?.readsBothWays ? READ[walk.value.direction] : "";
    made.heads.replaceChildren(...(walk.value ? heads(walk.value, along.value) : []));
    made.numbers.replaceChildren(...numbers.value);
  });
  effect(() => {
    if (walk.value) fillLanes(numbers.value, walk.value, along.value, lanes.value, place.value);
  });
  effect(() => markRow(numbers.value, lanes.value, unit.value));
  effect(() => {
    const [now, theme] = [shown.value, look.value];
    const isStep = Math.abs(number.value - before) === 1 && place.value.part > 0;
    before = number.value;
    const most = untracked(() => (moves.value ? Math.min(MOTION, 0.6 * PAUSES[speed.value]) : 0)); // not into the next part
    const milliseconds = isStep ? most : 0;
    cancelAnimationFrame(frame); // what is asked for more than once in a frame is drawn once
    if (now) frame = requestAnimationFrame(() => void draw(made.belt, belt(now, theme), milliseconds));
  });
  return () => labelled(/** @type {NonNullable<typeof shown.value>} */ (shown.value), along.value, look.value);
}
