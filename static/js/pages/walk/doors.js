// The doors of a belt under the hand: with a pointer, a finger, or the keys.

import { doorsOf, openness } from "../../core/walk/doors.js";
import { computed, effect } from "../../lib/signals.js";
import { doorRows, fillDoors, showHeld } from "../../views/walk/doors.js";
import { byPointer, doorOf, within } from "./grip.js";

/** @import { Reads } from "../../lib/signals.js" */
/** @import { Walk } from "../../core/walk.js" */
/** @import { Taken } from "./grip.js" */
/** @import { Hand } from "./hand.js" */
/** @import { State } from "./state.js" */

const STEP = 0.05; // of a key

/** @type {Record<string, (open: number) => number>} */
const MOVES = { ArrowUp: (open) => open + STEP, ArrowDown: (open) => open - STEP, Home: () => 0, End: () => 1 };

/** @type {Record<string, [lanes: number, doors: number]>} */
const WAYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-1, 0], PageDown: [1, 0] };

/**
 * @param {State} state
 * @param {HTMLElement} place
 * @param {Reads<Walk | null>} walk the half that the belt shows
 * @param {Reads<Walk | null>} base the same without the changes: while a door is moved, it stays the same
 * @param {{hand: Hand, choose: (unit: number, signal?: string) => void}} ways
 */
export function doors(state, place, walk, base, { hand, choose }) {
  const { lanes, naming, place: at, unit, signal, inHand } = state;
  const all = computed(() => (base.value ? doorsOf(base.value) : []));
  const rows = computed(() => (base.value ? doorRows(base.value, all.value, lanes.value, naming.value) : []));
  const made = () => /** @type {HTMLElement[]} */ (rows.value.flatMap((row) => [...row.children]));

  effect(() => place.replaceChildren(...rows.value));
  effect(() => {
    if (walk.value) fillDoors(rows.value, walk.value, all.value, lanes.value, at.value.token);
  });
  effect(() => {
    const [now, held] = [made(), inHand.value];
    const isHere = held?.walk.direction === walk.value?.direction;
    const at = (/** @type {HTMLElement} */ one) => all.value[Number(one.dataset.door)]?.at;
    showHeld(now, (one) => isHere && at(one) === held?.door.at && Boolean(held?.units.includes(Number(one.dataset.unit))), held?.open ?? 0);
  });
  effect(() => {
    const row = rows.value[Math.max(0, lanes.value.indexOf(unit.value))];
    const stop = row?.querySelector(`[data-signal="${CSS.escape(signal.value)}"]`) ?? row?.firstElementChild;
    for (const one of made()) one.tabIndex = one === stop ? 0 : -1;
  });

  /** What is taken hold of. @param {HTMLElement} one @returns {Taken | null} */
  function taken(one) {
    const [door, number, now] = [all.value[Number(one.dataset.door)], Number(one.dataset.unit), walk.value];
    return door && now ? { walk: now, door, unit: number, open: openness(door, now, at.value.token, number) } : null;
  }

  const opens = (/** @type {HTMLElement} */ one) => choose(Number(one.dataset.unit), one.dataset.signal);
  byPointer(place, hand, taken, opens);
  byKeys(place, state, hand, taken, opens);
  alike(place);
}

/**
 * Marks those that stand in all lanes where the one stands that is pointed at, or has the focus: there may be any number of
 * doors in a lane, so that a style sheet cannot name them.
 * @param {HTMLElement} place
 */
function alike(place) {
  /** @type {{over: HTMLElement | null, focused: HTMLElement | null}} */
  const ones = { over: null, focused: null };
  /** @param {Partial<typeof ones>} now */
  const mark = (now) => {
    Object.assign(ones, now);
    const doors = Object.values(ones).flatMap((one) => (place.contains(one) ? [one?.dataset.door] : [])); // one that is gone marks no other
    for (const one of place.querySelectorAll(".door")) one.classList.toggle("alike", one instanceof HTMLElement && doors.includes(one.dataset.door));
  };
  place.addEventListener("pointerover", ({ target }) => mark({ over: doorOf(target) }));
  place.addEventListener("pointerout", () => mark({ over: null }));
  place.addEventListener("focusin", ({ target }) => mark({ focused: doorOf(target) }));
  place.addEventListener("focusout", () => mark({ focused: null }));
}

/**
 * @param {HTMLElement} place
 * @param {State} state
 * @param {Hand} hand
 * @param {(one: HTMLElement) => Taken | null} taken
 * @param {(one: HTMLElement) => void} opens
 */
function byKeys(place, { inHand }, hand, taken, opens) {
  place.addEventListener("keydown", (event) => {
    const one = doorOf(event.target);
    if (!one || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const [move, way] = [MOVES[key], WAYS[key]];
    const held = move ? taken(one) : null;
    if (move && held) hand.take({ ...held, open: within(move(inHand.value?.open ?? hand.lately(held))) }, event.shiftKey);
    else if (way) neighbour(place, one, way)?.focus();
    else if (key === "Enter") opens(one);
    else return;
    event.preventDefault();
    event.stopPropagation(); // elsewhere these keys go through the walk
  });
  place.addEventListener("keyup", ({ key, target }) => {
    if (MOVES[key] && doorOf(target)) hand.letGo();
  });
  place.addEventListener("focusout", () => hand.letGo());
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} one
 * @param {[number, number]} way
 */
function neighbour(place, one, [lanes, doors]) {
  const rows = [...place.children].map(({ children }) => [...children]);
  const row = rows.findIndex((some) => some.includes(one));
  const next = rows[row + lanes]?.[(rows[row]?.indexOf(one) ?? 0) + doors];
  return next instanceof HTMLElement ? next : null;
}
