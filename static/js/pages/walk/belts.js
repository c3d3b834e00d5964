// The belt, and beside it the other one where a network reads from both sides.

import { t } from "../../core/texts.js";
import { stations } from "../../core/walk/stations.js";
import { look } from "../../lib/look.js";
import { matches } from "../../lib/media.js";
import { elementAt, part } from "../../lib/page.js";
import { draw } from "../../lib/plot.js";
import { computed, effect, untracked } from "../../lib/signals.js";
import { markRow } from "../../views/dom.js";
import { belt, FOOT, labelled } from "../../views/walk/belt.js";
import { emptyLanes, fillLanes, heads, rows } from "../../views/walk/lanes.js";
import { doors } from "./doors.js";
import { PAUSES } from "./going.js";
import { hand } from "./hand.js";
import { key } from "./key.js";
import { goesAway, pointing } from "./pointing.js";

/** @import { Figure } from "../../core/figure.js" */
/** @import { Walk } from "../../core/walk.js" */
/** @import { Hand } from "./hand.js" */
/** @import { Lanes } from "../../views/walk/lanes.js" */
/** @import { State } from "./state.js" */

const SEVERAL = 24; // lanes, from which on they are lower
const MOTION = 300; // milliseconds at most
const narrow = matches("(max-width: 40rem)");

/**
 * Both of them.
 * @param {State} state
 * @param {(unit: number, signal?: string) => void} choose
 * @param {{tried: Parameters<typeof hand>[1], changing: Parameters<typeof hand>[2]} | null} moving
 *   what doors need to be moved; null where nothing can be computed anew
 */
export function belts(state, choose, moving) {
  const mover = moving && hand(state, moving.tried, moving.changing);
  key(state, moving !== null);
  const stage = part("stage");
  effect(() => {
    const count = state.lanes.value.length;
    stage.style.setProperty("--lanes", String(count));
    stage.classList.toggle("close", count >= SEVERAL);
    stage.classList.toggle("dense", count > SEVERAL);
    stage.classList.toggle("both", state.walk.value.readsBothWays);
  });
  const first = emptyLanes(t("walk.belt.label"));
  const other = emptyLanes(t("walk.belt.label-other"));
  elementAt(stage, "section", HTMLElement).after(first.lanes, other.lanes);
  const alone = half(state, first, (walk) => walk, { choose, hand: mover });
  half(state, other, otherHalf, { choose, hand: mover });
  goesAway(state);
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
 * @param {{choose: (unit: number, signal?: string) => void, hand: Hand | null}} ways
 * @returns {() => Figure} to be taken away
 */
function half(state, made, halfOf, { choose, hand }) {
  const { walk: whole, base, original, naming, lanes, place, unit, number, moves, halts, speed, paper } = state;
  const walk = computed(() => halfOf(whole.value));
  const along = computed(() => (walk.value ? stations(walk.value, naming.value) : []));
  const numbers = computed(() => (walk.value ? rows(walk.value, along.value, lanes.value) : []));
  const size = computed(() => {
    void narrow.value; // a phone that is turned has another belt
    const [{ offsetWidth, offsetHeight }, { rem }] = [made.belt, look.value];
    return { width: offsetWidth / rem, height: offsetHeight / (lanes.value.length + FOOT) / rem };
  });
  const shown = computed(() => {
    const was = original.value && halfOf(original.value);
    return walk.value && { walk: walk.value, original: was, units: lanes.value, place: place.value, ...size.value };
  });
  let [frame, before] = [0, number.value]; // in which it will be drawn; where one was

  effect(() => {
    made.lanes.hidden = !walk.value;
    made.half.textContent = nameOf(walk.value);
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
    const most = untracked(() => (moves.value && !halts.value ? Math.min(MOTION, 0.6 * PAUSES[speed.value]) : 0)); // not into the next part
    const milliseconds = isStep ? most : 0;
    cancelAnimationFrame(frame); // what is asked for more than once in a frame is drawn once
    if (!now) return;
    const drawn = () => void draw(made.belt, belt(now, theme), milliseconds);
    if (paper.value) drawn(); // nobody waits for a frame of what is printed
    else frame = requestAnimationFrame(drawn);
  });
  pointing(state, made, walk, along, choose);
  if (hand) doors(state, made.doors, walk, computed(() => halfOf(base.value)), { hand, choose });
  return () => labelled(/** @type {NonNullable<typeof shown.value>} */ (shown.value), along.value, look.value);
}

/** What is written on it. @param {Walk | null} walk */
function nameOf(walk) {
  if (walk?.readsBothWays) return t(`walk.belt.${walk.direction}`);
  return walk?.belt ? t("walk.belt") : "";
}
