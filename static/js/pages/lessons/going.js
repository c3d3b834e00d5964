// From step to step: buttons, keys, links and the history of the browser. Where one is stands in the address.

import { deedOf, KEYS } from "../../core/lessons/keys.js";
import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { dialog, elementAt, part } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";
import { keysOf } from "../../views/lessons/keys.js";
import { settle } from "./state.js";

/** @import { Deed } from "../../core/lessons/keys.js" */
/** @import { Picture } from "../../lib/picture.js" */
/** @import { Taken } from "./state.js" */

/** @param {string} hash @param {number} last @returns {number} the step that an address names, from 0; else the first */
export function stepIn(hash, last) {
  const named = Number(new URLSearchParams(hash.slice(1)).get("step") ?? 1);
  return Number.isInteger(named) ? Math.min(Math.max(named - 1, 0), last) : 0;
}

/** @param {Taken} state @param {Picture} picture @param {() => boolean} [isOn] whether somebody takes it now */
export function going(state, picture, isOn = () => true) {
  const { n, lesson, isOpen, picked, question } = state;
  const last = () => lesson.value.steps.length; // the end comes behind the last step
  /** @param {number} to */
  const go = (to) => {
    if (to >= 0 && to <= last() && to !== n.value) location.hash = `step=${to + 1}`;
  };
  /** @type {Record<Deed, (event: KeyboardEvent) => void>} */
  const deeds = {
    back: () => go(n.value - 1),
    next: () => go(n.value + 1),
    go: () => (isOpen.value ? settle(state) : go(n.value + 1)),
    pick: ({ key }) => {
      if (isOpen.value && Number(key) <= (question.value?.choices.length ?? 0)) picked.value = Number(key) - 1;
    },
    "hand on": picture.press,
    help: () => dialog("help").showModal(),
  };

  addEventListener("hashchange", () =>
    batch(() => {
      n.value = stepIn(location.hash, last());
      picked.value = null;
    }),
  );
  addEventListener("keydown", (event) => {
    const deed = deedOf(event.key);
    if (!deed || !isOn() || event.ctrlKey || event.metaKey || event.altKey || needsIt(event)) return;
    event.preventDefault();
    deeds[deed](event);
  });
  part("back").addEventListener("click", () => go(n.value - 1));
  part("next").addEventListener("click", () => go(n.value + 1));
  part("help-open").addEventListener("click", () => dialog("help").showModal());
  part("keys").replaceChildren(...keysOf(KEYS));

  begins(state);
  effect(() => {
    elementAt(document, "#back", HTMLButtonElement).disabled = n.value === 0;
    part("next").classList.toggle("main", !isOpen.value);
  });
  hiddenWhile(part("next"), () => n.value === last());
  saying(part("next"), () => (t(n.value === last() - 1 ? "lessons.finish" : "common.next")));
}

/** A step is read from its top: by eye, and by ear. @param {Taken} state */
function begins({ n, step }) {
  let before = n.value;
  effect(() => {
    if (n.value === before) return;
    before = n.value;
    part("lesson-text").scrollTop = 0;
    part(step.value ? "step-title" : "end-title").focus({ preventScroll: true });
  });
}

/** Whether the part of the page that has the focus needs the key itself. @param {KeyboardEvent} event */
function needsIt({ target, key }) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog, select, textarea, input:not([type=radio])")) return true;
  if (target.matches("input")) return key === "Enter" || key === " " || key.startsWith("Arrow");
  return (key === "Enter" || key === " ") && Boolean(target.closest("a, button"));
}
