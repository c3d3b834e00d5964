// The text of a lesson under somebody's hand: typed, put in by buttons, opened from a file and saved to one.

import { fileName, lineRange, withLines, withLink, withStep } from "../../core/lessons/text.js";
import { t } from "../../core/texts.js";
import { bindText } from "../../lib/bind.js";
import { all, elementAt, given, input, part, select } from "../../lib/page.js";
import { inBrowser } from "../../lib/remembered.js";
import { save } from "../../lib/save.js";
import { batch, effect } from "../../lib/signals.js";

/** @import { Edited } from "../../core/lessons/text.js" */
/** @import { Picture } from "../../lib/picture.js" */
/** @import { Written } from "./state.js" */

const DRAFT = "gatewalk-lesson";

const field = () => elementAt(document, "#text", HTMLTextAreaElement);

/**
 * @param {{starter: string, empty: string}} given a lesson to learn from, and one without a step
 * @param {string} link that somebody wants to make a step of, or ""
 * @returns {string} the text to begin with
 */
export function begun({ starter, empty }, link) {
  const draft = inBrowser(DRAFT).read();
  const isDraft = typeof draft === "string" && draft.trim() !== "";
  return link ? withStep(isDraft ? draft : empty, link).text : isDraft ? draft : starter;
}

/** @param {Written} state @param {Picture} picture @param {string} starter */
export function writing(state, picture, starter) {
  const { text, at } = state;
  const place = field();
  bindText(/** @type {any} */ (place), text);
  for (const kind of ["input", "keyup", "click", "focus"]) place.addEventListener(kind, () => (at.value = place.selectionStart));
  effect(() => inBrowser(DRAFT).write(text.value));

  part("add-step").addEventListener("click", () => put(state, withStep(text.value, picture.address())));
  part("put-link").addEventListener("click", () => put(state, withLink(text.value, at.value, picture.address())));
  effect(() => {
    elementAt(document, "#put-link", HTMLButtonElement).disabled = state.step.value < 0;
    select("kind").disabled = state.step.value < 0 || state.asks.value;
  });
  /** @type {{kinds: {kind: string, lines: string}[]}} */
  const { kinds } = given("given");
  select("kind").addEventListener("change", () => {
    const lines = kinds.find(({ kind }) => kind === select("kind").value)?.lines;
    select("kind").value = "";
    if (lines) put(state, withLines(text.value, at.value, lines));
  });
  part("lesson-check").addEventListener("click", ({ target }) => {
    const line = target instanceof HTMLElement ? target.dataset.line : undefined;
    if (line) put(state, { text: text.value, select: lineRange(text.value, Number(line)) });
  });

  part("download").addEventListener("click", () => save(fileName(text.value), "text/plain", text.value));
  part("anew").addEventListener("click", () => {
    if (text.value === starter || confirm(t("lessons.write.anew-sure"))) put(state, { text: starter, select: [0, 0] });
  });
  input("file").addEventListener("change", async () => {
    const file = input("file").files?.[0];
    if (file) put(state, { text: await file.text(), select: [0, 0] });
    input("file").value = ""; // the same may be opened again
  });
}

/** @param {Written} state @param {Edited} edited what is to be typed over next is selected, and in sight */
export function put({ text, at }, { text: next, select: [begin, end] }) {
  batch(() => ([text.value, at.value] = [next, begin]));
  const place = field();
  place.focus();
  place.setSelectionRange(begin, end);
  const line = next.slice(0, begin).split("\n").length;
  place.scrollTop = ((line - 4) / next.split("\n").length) * place.scrollHeight;
}

/** @param {Written} state */
export function modes({ isPreview }) {
  for (const button of all(document, "[data-mode]", HTMLButtonElement)) {
    const preview = button.dataset.mode === "preview";
    button.addEventListener("click", () => (isPreview.value = preview));
    effect(() => button.setAttribute("aria-pressed", String(isPreview.value === preview)));
  }
}
