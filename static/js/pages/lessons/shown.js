// The picture beside a step: it shows what the step links to, veiled as long as there is something to guess; then it goes to
// where that is seen.

import { effect } from "../../lib/signals.js";

/** @import { Picture } from "../../lib/picture.js" */
/** @import { Taken } from "./state.js" */

/**
 * @param {Taken} state
 * @param {Picture} picture
 * @param {Element} page that is laid out in another way where there is no picture
 * @param {() => boolean} [isOn] whether somebody takes it now
 */
export function shown({ step, isOpen }, picture, page, isOn = () => true) {
  effect(() => {
    if (!isOn()) return;
    const [now, isVeiled] = [step.value, isOpen.value];
    picture.veil(isVeiled);
    if (now?.link) picture.show(isVeiled || !now.question ? now.link.address : now.question.shows);
    picture.light(now?.look.map(({ id }) => id) ?? []);
  });
  effect(() => {
    page.classList.toggle("alone", isOn() && step.value !== null && step.value.link === null);
  });
}
