// What the app finds in the text that is written, as soon as one pauses: what is wrong, or the lesson with all that is right.

import { answered } from "../../lib/answered.js";
import { checking } from "../../lib/checked.js";
import { elementAt, part } from "../../lib/page.js";
import { rested } from "../../lib/rested.js";
import { batch, computed, effect, untracked } from "../../lib/signals.js";
import { faults, fine, refused } from "../../views/lessons/check.js";

/** @import { Picture } from "../../lib/picture.js" */
/** @import { Taken, Written } from "./state.js" */

const PAUSE = 400; // milliseconds

/** @param {Written} state @param {Taken} taken what students would take @param {Picture} picture @param {string} root of the app */
export function checks({ text, step, isPreview }, taken, picture, root) {
  const rests = rested(() => text.value, PAUSE, text.value);
  const answer = answered(() => ({ key: rests.value }), checking(root));
  const lesson = computed(() => answer.value?.answer?.lesson ?? null);
  const here = computed(() => lesson.value?.steps[Math.max(0, step.value)]); // above the first step, that one
  const address = computed(() => here.value?.link?.address ?? "");

  effect(() => {
    if (!answer.value) return;
    const { answer: checked, refusal } = answer.value;
    const shown = checked ? (checked.faults.length ? faults(checked.faults) : fine(here.value)) : refused(refusal);
    part("lesson-check").replaceChildren(...shown);
  });
  effect(() => {
    elementAt(document, "[data-mode=preview]", HTMLButtonElement).disabled = lesson.value === null;
  });
  effect(() => {
    if (lesson.value) taken.lesson.value = lesson.value;
  });
  // What the step says that one writes in; a picture in which one has gone elsewhere stays until another step is meant.
  effect(() => {
    if (isPreview.value) return;
    picture.veil(false);
    if (address.value) picture.show(address.value);
  });
  effect(() => {
    if (!isPreview.value) picture.light(here.value?.look.map(({ id }) => id) ?? []);
  });
  effect(() => {
    part("writing").toggleAttribute("hidden", isPreview.value);
    part("preview").toggleAttribute("hidden", !isPreview.value);
    if (isPreview.value) untracked(() => begin(taken, Math.max(0, step.value)));
  });
}

/** As students begin with it: nothing is guessed yet. @param {Taken} taken @param {number} step */
function begin({ n, guesses, picked }, step) {
  batch(() => ([n.value, guesses.value, picked.value] = [step, {}, null]));
  part("step-title").focus();
}
