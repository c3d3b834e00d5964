// A tour: the page goes to each of its places, and says its two sentences there. It is offered once, and can be left anywhere.

import { placeOf } from "../../core/walk/tour.js";
import { hiddenWhile } from "../../lib/bind.js";
import { elementAt, part } from "../../lib/page.js";
import { inBrowser } from "../../lib/remembered.js";
import { batch, effect } from "../../lib/signals.js";
import { card } from "../../views/walk/tour.js";

/** @import { Tour } from "../../core/walk/tour.js" */
/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

const NOWHERE = -1; // the step that one is at while there is no tour

/**
 * @param {State} state
 * @param {Tour} plan
 * @param {Ask} ask
 */
export function touring(state, { sentence, cell, steps }, ask) {
  const place = part("tour");
  const lessons = document.querySelector(".head nav a[href$=lessons]"); // a page that is taken away has none
  const known = /** @type {ReturnType<typeof inBrowser<boolean>>} */ (inBrowser("gatewalk-tour"));
  state.offers.value = !known.read();

  /** @param {number} n */
  async function goTo(n) {
    batch(() => {
      refuse();
      state.playing.value = false;
      state.tour.value = n;
    });
    const step = steps[n];
    if (!step) return part("tour-button").focus();
    const { request } = state.answer.value;
    if (request.sentence !== sentence || request.cell !== cell || request.changes.length) {
      state.typed.value = sentence;
      await ask({ sentence, cell, fact: null, changes: [], direction: "forward" });
    }
    if (state.tour.value === n) state.place.value = placeOf(step, state.walk.value.cell);
    return elementAt(place, ".main", HTMLButtonElement).focus({ preventScroll: true });
  }

  /** It is not offered again. */
  function refuse() {
    known.write(true);
    state.offers.value = false;
  }

  hiddenWhile(place, () => state.tour.value === NOWHERE);
  hiddenWhile(part("offer"), () => !state.offers.value);
  effect(() => {
    part("stage").classList.toggle("touring", state.tour.value !== NOWHERE);
    if (state.tour.value !== NOWHERE) place.replaceChildren(...card(steps, state.tour.value, lessons?.getAttribute("href") ?? undefined));
  });
  place.addEventListener("click", ({ target }) => {
    const to = target instanceof HTMLElement ? target.dataset.tour : undefined;
    if (to !== undefined) void goTo(Number(to));
  });
  place.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") void goTo(NOWHERE);
  });
  part("text").addEventListener("input", () => refuse()); // who has a sentence of their own wants to see that
  for (const name of ["tour-button", "offer-take"]) part(name).addEventListener("click", () => void goTo(0));
  part("offer-refuse").addEventListener("click", () => {
    refuse();
    part("text").focus();
  });
}
