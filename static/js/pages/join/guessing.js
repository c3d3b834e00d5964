// Guessing: a press on an answer sends it, and another press changes it, until the teacher takes no more.

import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { effect } from "../../lib/signals.js";
import { drawQuestion } from "../rooms/question.js";

/** @import { inTab } from "../../lib/remembered.js" */
/** @import { Room } from "./follow.js" */
/** @import { Guess, State } from "./state.js" */

/** @param {State} state @param {Room} room @param {ReturnType<typeof inTab<Guess>>} kept */
export function guessing(state, room, kept) {
  /** @param {number} value */
  function guess(value) {
    const question = state.shownQuestion.value;
    if (!question?.open) return;
    state.refused.value = "";
    state.guess.value = { question: question.name, value };
    room.answer(question.name, value);
  }

  drawQuestion(state.shownQuestion, state.tally, { chosen: () => state.guessed.value, canPress: ({ open }) => open, press: guess });
  hiddenWhile(part("figure"), () => state.shownQuestion.value?.kind !== "number" || !state.shownQuestion.value.open);
  part("figure").addEventListener("submit", (event) => {
    event.preventDefault();
    if (input("figure-value").value) guess(input("figure-value").valueAsNumber);
  });
  effect(() => {
    if (state.shownQuestion.value?.kind === "number") input("figure-value").value = String(state.guessed.value ?? "");
  });
  saying(part("answered"), () => state.refused.value || said(state));
  effect(() => kept.write(state.guess.value));
}

/** @param {State} state */
function said({ shownQuestion: { value: question }, guessed: { value: guess } }) {
  if (!question) return "";
  if (question.open) return guess === null ? t(`rooms.answer.by-${question.kind}`) : t("rooms.answer.taken");
  if (!question.revealed) return guess === null ? t("rooms.answer.late") : t("rooms.answer.closed");
  if (guess === null || question.right === null) return "";
  if (question.kind === "number") return t("rooms.answer.near", { guess, right: question.right });
  return guess === question.right ? t("rooms.answer.right") : t("rooms.answer.wrong");
}
