// How far one has come, and the end of a lesson: what one has guessed, and what came out.

import { hiddenWhile, saying } from "../../lib/bind.js";
import { part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { progress, review, score } from "../../views/lessons/progress.js";

/** @import { Taken } from "./state.js" */

/** @param {Taken} state */
export function progresses({ lesson, n, reviewed }) {
  effect(() => {
    const guessed = new Set(reviewed.value.map((one) => one.n));
    part("progress").replaceChildren(...progress(lesson.value.steps.map(({ title }) => title), n.value, guessed));
  });
}

/** @param {Taken} state */
export function end({ step, reviewed, guesses }) {
  const isEnd = () => step.value === null;
  hiddenWhile(part("step"), isEnd);
  hiddenWhile(part("end"), () => !isEnd());
  saying(part("score"), () => score(reviewed.value));
  effect(() => part("guesses").replaceChildren(...review(reviewed.value)));
  part("over").addEventListener("click", () => {
    guesses.value = {};
    location.hash = "step=1";
  });
}
