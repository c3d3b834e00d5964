// What is pointed at on a belt says its sentence; what is pressed there is opened.

import { percent } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { doorName } from "../../core/walk/doors.js";
import { pointed } from "../../core/walk/pointed.js";
import { matches } from "../../lib/media.js";
import { computed, effect, untracked } from "../../lib/signals.js";
import { nearest, putBubble } from "../../views/walk/lanes.js";
import { companyOf } from "./hand.js";

/** @import { Reads } from "../../lib/signals.js" */
/** @import { Walk } from "../../core/walk.js" */
/** @import { Station } from "../../core/walk/stations.js" */
/** @import { Lanes } from "../../views/walk/lanes.js" */
/** @import { InHand } from "./hand.js" */
/** @import { State } from "./state.js" */

const [byFinger, onEnd] = [matches("(pointer: coarse)"), matches("(orientation: portrait)")];

/**
 * @param {State} state
 * @param {Lanes} made
 * @param {Reads<Walk | null>} walk
 * @param {Reads<Station[]>} along
 * @param {(unit: number, signal?: string) => void} choose
 */
export function pointing(state, made, walk, along, choose) {
  const { lanes, place, naming, inHand, pointed: at } = state;
  /** @param {MouseEvent} event */
  const pointedAt = (event) => {
    const { lane, station: near } = nearest(made.numbers, along.value, walk.value, event, lanes.value.length);
    const [unit, station] = [lanes.value[lane], ofNumber(event.target, along.value) ?? near];
    return unit === undefined || !station || !walk.value ? null : { unit, key: station.key, signal: station.signal, direction: walk.value.direction };
  };
  const here = computed(() => (at.value && at.value.direction === walk.value?.direction ? at.value : null));
  const text = computed(() => {
    if (!walk.value || !here.value) return "";
    return inHand.value ? ofTheHand(state, inHand.value) : pointed(walk.value, place.value.token, here.value, naming.value);
  });

  made.lanes.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return; // it scrolls, or has a gate in the hand
    const next = inHand.value ? at.value : pointedAt(event);
    if (next?.unit !== at.value?.unit || next?.key !== at.value?.key) at.value = next;
  });
  made.lanes.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch" && !inHand.value) at.value = null;
  });
  made.doors.addEventListener("focusin", ({ target }) => {
    const { unit = "", key = "" } = target instanceof HTMLElement ? target.dataset : {};
    const station = along.value.find((one) => one.key === key);
    if (walk.value && station) at.value = { unit: Number(unit), key: station.key, direction: walk.value.direction };
  });
  made.lanes.addEventListener("focusout", () => (at.value = null));
  made.lanes.addEventListener("click", (event) => {
    const place = pointedAt(event);
    at.value = place;
    if (!place || !walk.value) return;
    const isName = event.target instanceof Element && event.target.closest(".unit");
    const isOld = place.key === "old" && !isName;
    if (isOld && walk.value.before(state.place.value.token) < 0) return choose(place.unit); // nothing has made it
    choose(place.unit, isName ? undefined : place.signal || walk.value.state);
    if (isOld) state.oldOf.value = state.place.value.token;
  });
  effect(() => {
    const [lane, station] = [lanes.value.indexOf(here.value?.unit ?? -1), along.value.find(({ key }) => key === here.value?.key)];
    made.bubble.hidden = !text.value || lane < 0 || !station || !walk.value;
    made.bubble.textContent = text.value;
    made.bubble.classList.toggle("in-hand", inHand.value !== null);
    if (station && walk.value) putBubble(made.bubble, walk.value, station.at, lane);
  });
}

/** What a finger pointed at is over when it scrolls, or turns the phone. @param {State} state */
export function goesAway({ pointed, inHand }) {
  const away = () => {
    if (!inHand.value) pointed.value = null;
  };
  document.addEventListener("touchmove", away, { passive: true });
  effect(() => {
    void onEnd.value;
    untracked(away);
  });
}

/**
 * Whose number it is: where there is little room, that may stand nearer to the next station.
 * @param {EventTarget | null} target
 * @param {Station[]} along
 */
function ofNumber(target, along) {
  const number = target instanceof Element ? target.closest(".number") : null;
  return number ? along[[...(number.parentElement?.children ?? [])].indexOf(number) - 1] : undefined; // the first is the name of the unit
}

/** @param {State} state @param {InHand} held */
function ofTheHand(state, { walk, door, unit, units, open }) {
  const slots = { gate: doorName(door, walk, state.naming.value), unit, percent: percent(open) };
  if (byFinger.value && units.length === 1) return t("walk.door.held.touch", slots);
  return units.length > 1 ? t("walk.door.held-together", { ...slots, n: units.length - 1 }) : t("walk.door.held", { ...slots, n: companyOf(state).length });
}
