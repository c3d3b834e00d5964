// The belt, and beside it the other one where a network reads from both sides.

import { stations } from "../../core/stations.js";
import { look } from "../../lib/look.js";
import { part } from "../../lib/page.js";
import { draw } from "../../lib/plot.js";
import { belt, FOOT, labelled } from "../../views/belt.js";
import { fillLanes, lanes, markLane } from "../../views/lanes.js";
import { now } from "./now.js";

/** @typedef {import("../../core/walk.js").Walk} Walk */
/**
 * @typedef {{
 *   suffix: "" | "-other", walk: Walk, original: Walk | null, along: import("../../core/stations.js").Station[],
 *   height: number,
 * }} Half ``along``: its stations; ``height`` of a lane, in rem
 */

const SEVERAL = 24; // lanes, from which on they are lower
const READ = { forward: "from the left →", backward: "← from the right" };
/** @type {Half[]} one, or two */
let halves = [];
let frame = 0; // in which they will be drawn

/** After a new walk, or for other lanes. */
export function showBelts() {
  const { walk, original } = now;
  const stage = part("stage");
  stage.style.setProperty("--lanes", String(now.lanes.length));
  stage.classList.toggle("close", now.lanes.length >= SEVERAL);
  stage.classList.toggle("dense", now.lanes.length > SEVERAL);
  stage.classList.toggle("both", walk.readsBothWays);
  part("lanes-other").hidden = !walk.readsBothWays;
  const others = walk.readsBothWays ? [half("-other", otherWay(walk), original && otherWay(original))] : [];
  halves = [half("", walk, original), ...others];
  for (const { suffix, walk: shown, along } of halves) {
    lanes(part(`heads${suffix}`), part(`numbers${suffix}`), shown, along, now.lanes);
    part(`half${suffix}`).textContent = walk.readsBothWays ? READ[shown.direction] : "";
  }
}

/**
 * @param {Half["suffix"]} suffix of the identifiers of its parts
 * @param {Walk} walk
 * @param {Walk | null} original
 * @returns {Half}
 */
function half(suffix, walk, original) {
  const height = part(`belt${suffix}`).offsetHeight / (now.lanes.length + FOOT) / look().rem;
  return { suffix, walk, original, along: stations(walk, now.naming), height };
}

/** @param {Walk} walk */
function otherWay(walk) {
  return walk.read(walk.direction === "forward" ? "backward" : "forward");
}

/** @param {number} milliseconds of the motion; what is asked for more than once in a frame is drawn once */
export function stepBelts(milliseconds) {
  for (const { suffix, walk, along } of halves) fillLanes(part(`numbers${suffix}`), walk, along, now.lanes, now.place);
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    for (const one of halves) void draw(part(`belt${one.suffix}`), belt(shown(one), look()), milliseconds);
  });
}

/** @param {Half} half */
function shown({ walk, original, height }) {
  return { walk, original, height, units: now.lanes, place: now.place };
}

export function markBelts() {
  for (const { suffix } of halves) markLane(part(`numbers${suffix}`), now.lanes, now.unit);
}

/** The first belt, to be taken away. */
export function beltAlone() {
  const [first] = /** @type {[Half]} */ (halves);
  return labelled(shown(first), first.along, look());
}

/** @param {(unit: number, signal?: string) => void} choose what is pressed */
export function onNumbers(choose) {
  for (const id of ["numbers", "numbers-other"]) {
    part(id).addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.dataset.unit) choose(Number(target.dataset.unit), target.dataset.opens);
    });
  }
}
